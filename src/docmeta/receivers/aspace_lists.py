"""The controlled lists of ArchivesSpace that its importers go by: what a new installation has, values and English labels.

An importer takes a value or its label, letter by letter (`bulk_import/cv_list.rb`, ArchivesSpace 4.2.1).
The values are those of `common/db/migrations` (001, 045, 046, 060, 135), the labels those of `common/locales/enums/en.yml`.
Lists that an institution may edit can hold more; those in `OPEN` take a new value by themselves.

>>> value("extent_extent_type", "Linear Feet"), value("extent_extent_type", "linear feet")
('linear_feet', None)
>>> value("linked_agent_archival_record_relators", "Photographer")
'pht'
"""

from __future__ import annotations

import re
from typing import Final

#: MARC relators by their codes.
RELATORS: Final[dict[str, str]] = dict(
    entry.split(" ", 1)
    for entry in (
        "abr Abridger; acp Art copyist; act Actor; adi Art director; adp Adapter; aft Author of afterword, colophon, etc.; anl "
        "Analyst; anm Animator; ann Annotator; ant Bibliographic antecedent; ape Appellee; apl Appellant; app Applicant; aqt "
        "Author in quotations or text abstracts; arc Architect; ard Artistic director; arr Arranger; art Artist; asg Assignee; "
        "asn Associated name; ato Autographer; att Attributed name; auc Auctioneer; aud Author of dialog; aui Author of "
        "introduction, etc.; aus Author of screenplay, etc.; aut Author; bdd Binding designer; bjd Bookjacket designer; bkd "
        "Book designer; bkp Book producer; blw Blurb writer; bnd Binder; bpd Bookplate designer; brd Broadcaster; brl Braille "
        "embosser; bsl Bookseller; cas Caster; ccp Conceptor; chr Choreographer; clb Collaborator; cli Client; cll "
        "Calligrapher; clr Colorist; clt Collotyper; cmm Commentator; cmp Composer; cmt Compositor; cnd Conductor; cng "
        "Cinematographer; cns Censor; coe Contestant-appellee; col Collector; com Compiler; con Conservator; cor Collection "
        "registrar; cos Contestant; cot Contestant-appellant; cou Court governed; cov Cover designer; cpc Copyright claimant; "
        "cpe Complainant-appellee; cph Copyright holder; cpl Complainant; cpt Complainant-appellant; cre Creator; crp "
        "Correspondent; crr Corrector; crt Court reporter; csl Consultant; csp Consultant to a project; cst Costume designer; "
        "ctb Contributor; cte Contestee-appellee; ctg Cartographer; ctr Contractor; cts Contestee; ctt Contestee-appellant; cur "
        "Curator of an exhibition; cwt Commentator for written text; dbp Distribution place; dfd Defendant; dfe "
        "Defendant-appellee; dft Defendant-appellant; dgg Degree grantor; dgs Degree supervisor; dis Dissertant; dln Delineator; dnc "
        "Dancer; dnr Donor; dpc Depicted; dpt Depositor; drm Draftsman; drt Director; dsr Designer; dst Distributor; dtc Data "
        "contributor; dte Dedicatee; dtm Data manager; dto Dedicator; dub Dubious author; edc Editor of compilation; edm Editor "
        "of moving image work; edt Editor; egr Engraver; elg Electrician; elt Electrotyper; eng Engineer; enj Enacting "
        "jurisdiction; etr Etcher; evp Event place; exp Appraiser; fac Facsimilist; fds Film distributor; fld Field director; "
        "flm Film editor; fmd Film director; fmk Filmmaker; fmo Former owner; fmp Film producer; fnd Funder; fpy First party; "
        "frg Forger; gis Geographic information specialist; grt Graphic technician; his Host institution; hnr Honoree; hst "
        "Host; ill Illustrator; ilu Illuminator; ins Inscriber; inv Inventor; isb Issuing body; itr Instrumentalist; ive "
        "Interviewee; ivr Interviewer; jud Judge; jug Jurisdiction governed; lbr Laboratory; lbt Librettist; ldr Laboratory "
        "director; led Lead; lee Libelee-appellee; lel Libelee; len Lender; let Libelee-appellant; lgd Lighting designer; lie "
        "Libelant-appellee; lil Libelant; lit Libelant-appellant; lsa Landscape architect; lse Licensee; lso Licensor; ltg "
        "Lithographer; lyr Lyricist; mcp Music copyist; mdc Metadata contact; med Medium; mfp Manufacture place; mfr "
        "Manufacturer; mod Moderator; mon Monitor; mrb Marbler; mrk Markup editor; msd Musical director; mte Metal-engraver; "
        "mtk Minute taker; mus Musician; nrt Narrator; opn Opponent; org Originator; orm Organizer of meeting; osp Onscreen "
        "presenter; oth Other; own Owner; pan Panelist; pat Patron; pbd Publishing director; pbl Publisher; pdr Project "
        "director; pfr Proofreader; pht Photographer; plt Platemaker; pma Permitting agency; pmn Production manager; pop "
        "Printer of plates; ppm Papermaker; ppt Puppeteer; pra Praeses; prc Process contact; prd Production personnel; pre "
        "Presenter; prf Performer; prg Programmer; prm Printmaker; prn Production company; pro Producer; prp Production place; "
        "prs Production designer; prt Printer; prv Provider; pta Patent applicant; pte Plaintiff-appellee; ptf Plaintiff; pth "
        "Patentee; ptt Plaintiff-appellant; pup Publication place; rbr Rubricator; rcd Recordist; rce Recording engineer; rcp "
        "Recipient; rdd Radio director; red Redaktor; ren Renderer; res Researcher; rev Reviewer; rpc Radio producer; rps "
        "Repository; rpt Reporter; rpy Responsible party; rse Respondent-appellee; rsg Restager; rsp Respondent; rsr "
        "Restorationist; rst Respondent-appellant; rth Research team head; rtm Research team member; sad Scientific advisor; "
        "sce Scenarist; scl Sculptor; scr Scribe; sds Sound designer; sec Secretary; sgd Stage director; sgn Signer; sht "
        "Supporting host; sll Seller; sng Singer; spk Speaker; spn Sponsor; spy Second party; srv Surveyor; std Set designer; "
        "stg Setting; stl Storyteller; stm Stage manager; stn Standards body; str Stereotyper; tcd Technical director; tch "
        "Teacher; ths Thesis advisor; tld Television director; tlp Television producer; trc Transcriber; trl Translator; tyd "
        "Type designer; tyg Typographer; uvp University place; vac Voice actor; vdg Videographer; voc Vocalist; wac Writer of "
        "added commentary; wal Writer of added lyrics; wam Writer of accompanying material; wat Writer of added text; wdc "
        "Woodcutter; wde Wood engraver; win Writer of introduction; wit Witness; wpr Writer of preface; wst Writer of "
        "supplementary textual content "
    ).strip().split("; ")
)  # fmt: skip


def _labels(values: str, **labels: str) -> dict[str, str]:
    """Values and their labels: that of `mixed_materials` is Mixed Materials, unless another is given."""
    return {value: labels.get(value, re.sub("[_-]", " ", value).title()) for value in values.split()}


LISTS: Final[dict[str, dict[str, str]]] = {
    "archival_record_level": _labels(
        "class collection file fonds item otherlevel recordgrp series subfonds subgrp subseries", otherlevel="Other Level",
        recordgrp="Record Group", subfonds="Sub-Fonds", subgrp="Sub-Group", subseries="Sub-Series",
    ),
    "container_type": _labels("box carton case folder frame object reel"),
    "date_type": _labels("bulk inclusive single range", bulk="Bulk Dates", inclusive="Inclusive Dates"),
    "date_label": _labels(
        "agent_relation broadcast copyright creation deaccession digitized event existence issued modified other publication "
        "record_keeping usage"
    ),
    "date_certainty": _labels("approximate inferred questionable"),
    "date_era": {"ce": "ce"},
    "date_calendar": _labels("gregorian"),
    "extent_extent_type": _labels(
        "cassettes cubic_feet gigabytes leaves linear_feet megabytes photographic_prints photographic_slides reels sheets terabytes "
        "volumes"
    ),
    "extent_portion": _labels("part whole"),
    "instance_instance_type": _labels(
        "accession audio books computer_disks digital_object graphic_materials maps microform mixed_materials moving_images realia text"
    ),
    "linked_agent_role": _labels("creator source subject"),
    "linked_agent_archival_record_relators": RELATORS,
    "subject_term_type": {
        "cultural_context": "Cultural context", "function": "Function", "genre_form": "Genre / Form", "geographic": "Geographic",
        "occupation": "Occupation", "style_period": "Style / Period", "technique": "Technique", "temporal": "Temporal",
        "topical": "Topical", "uniform_title": "Uniform Title",
    },
    "subject_source": {
        "aat": "Art & Architecture Thesaurus", "gmgpc": "TGM II, Genre and physical characteristic terms",
        "ingest": "Unspecified ingested source", "lcsh": "Library of Congress Subject Headings", "local": "Local sources",
        "mesh": "Medical Subject Headings", "tgn": "Getty Thesaurus of Geographic Names",
        "rbgenr": "Genre Terms: A Thesaurus for Use in Rare Book and Special Collections Cataloguing",
    },
    "file_version_file_format_name": {
        "aiff": "Audio Interchange File Format", "avi": "Audio/Video Interleaved Format", "gif": "Graphics Interchange Format",
        "jpeg": "JPEG File Interchange Format", "mp3": "MPEG Audio Layer 3", "pdf": "Portable Document Format",
        "tiff": "Tagged Image File Format", "txt": "Plain Text File",
    },
    "file_version_use_statement": {
        value: value.replace("_", " ").title()
        for value in (
            "audio-clip audio-master audio-master-edited audio-service image-master image-master-edited image-service "
            "image-service-edited image-thumbnail text-codebook text-data_definition text-georeference text-ocr-edited "
            "text-ocr-unedited text-tei-transcripted text-tei-translated video-clip video-master video-master-edited video-service "
            "video-streaming"
        ).split()
    },
    "file_version_checksum_methods": {
        method: method.upper() for method in ("md5", "sha-1", "sha-256", "sha-384", "sha-512")
    },
    "restriction_type": {
        "RestrictedSpecColl": "1 - Donor/university imposed access restriction",
        "RestrictedCurApprSpecColl": "2 - Repository imposed access restriction", "RestrictedFragileSpecColl": "3 - Restricted fragile",
        "InProcessSpecColl": "4 - Restricted in-process", "ColdStorageBrbl": "5 - Other",
    },
}  # fmt: skip

#: Lists to which the bulk import adds what they lack (`CvList::CREATE_NEW_VALUES_FOR`).
OPEN: Final = frozenset(("instance_instance_type", "container_type"))
#: The types of notes that have several parts, and those that have one (`common/db/migrations/001`, `note_*_type`).
NOTES: Final = frozenset(
    "accessrestrict accruals acqinfo altformavail appraisal arrangement bioghist custodhist dimensions fileplan legalstatus odd "
    "originalsloc otherfindaid phystech prefercite processinfo relatedmaterial scopecontent separatedmaterial userestrict "
    "abstract materialspec physdesc physfacet physloc bibliography".split()
)
#: The columns of the bulk import whose cells are words of a list, without the numbers of their sets.
COLUMNS: Final[dict[str, str]] = {
    "level": "archival_record_level", "dates_label": "date_label", "date_type": "date_type", "date_certainty": "date_certainty",
    "portion": "extent_portion", "extent_type": "extent_extent_type", "cont_instance_type": "instance_instance_type",
    "type": "container_type", "rep_use_statement": "file_version_use_statement", "nonrep_use_statement": "file_version_use_statement",
    "rep_file_format": "file_version_file_format_name", "nonrep_file_format": "file_version_file_format_name",
    "rep_checksum_method": "file_version_checksum_methods", "nonrep_checksum_method": "file_version_checksum_methods",
    "people_agent_role": "linked_agent_role", "families_agent_role": "linked_agent_role",
    "corporate_entities_agent_role": "linked_agent_role", "people_agent_relator": "linked_agent_archival_record_relators",
    "families_agent_relator": "linked_agent_archival_record_relators",
    "corporate_entities_agent_relator": "linked_agent_archival_record_relators", "subject_type": "subject_term_type",
    "subject_source": "subject_source", "t_accessrestrict": "restriction_type",
}  # fmt: skip
_NUMBER: Final = re.compile(r"_[0-9]+")


def list_of(column: str) -> str | None:
    """The list whose words the cells of a column are; None where they are free.

    >>> list_of("extent_type_2"), list_of("subject_10_source"), list_of("type_1_2"), list_of("title")
    ('extent_extent_type', 'subject_source', 'container_type', None)
    """
    return COLUMNS.get(_NUMBER.sub("", column))


_LONG: Final = re.compile(r"[nl]_(?!lang)|n_langmaterial")
_SET: Final = re.compile(r"^(?:non)?rep_|_[0-9]+$")
_LIMITS: Final = {
    "title": 8_192,
    "digital_object_title": 16_384,
    "file_uri": 16_384,
    "caption": 16_384,
} | dict.fromkeys(("container_summary", "physical_details", "processing_note"), 65_000)


def limit(column: str) -> int:
    """How many characters a column of the bulk import holds (`common/schemas`, ArchivesSpace 4.2.1).

    >>> limit("title"), limit("n_odd"), limit("expression_2")
    (8192, 65000, 255)
    """
    return 65_000 if _LONG.match(column) else _LIMITS.get(_SET.sub("", column), 255)


def value(name: str, word: str) -> str | None:
    """The value of a list that a word is: a value or its English label; None where it is neither."""
    values = LISTS[name]
    if word in values:
        return word
    return next((value for value, label in values.items() if label == word), None)

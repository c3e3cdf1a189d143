"""Types of works: the schema.org type of each genre, and the types that are works at all.

A unit is a `Collection` or a `CreativeWork`, and also an `ArchiveComponent`; a Document whose genre has a type in schema.org
gets that type: `["Photograph", "ArchiveComponent"]`.
"""

from __future__ import annotations

from typing import Final

from docmeta.model import Term, Unit

#: Genres and forms, as in vocabularies, and the equivalent type of schema.org.
_GENRES: Final[dict[str, str]] = {
    "photograph": "Photograph", "photographs": "Photograph", "photographic prints": "Photograph", "photoprints": "Photograph",
    "map": "Map", "maps": "Map", "manuscript": "Manuscript", "manuscripts": "Manuscript", "manuscripts (documents)": "Manuscript",
    "drawing": "Drawing", "drawings": "Drawing", "drawings (visual works)": "Drawing", "poster": "Poster", "posters": "Poster",
    "painting": "Painting", "paintings": "Painting", "paintings (visual works)": "Painting", "sculpture": "Sculpture",
    "book": "Book", "books": "Book", "newspaper": "Newspaper", "newspapers": "Newspaper", "periodical": "Periodical",
    "periodicals": "Periodical", "report": "Report", "reports": "Report", "article": "Article", "articles": "Article",
    "thesis": "Thesis", "theses": "Thesis", "sheet music": "SheetMusic", "telegram": "Message", "telegrams": "Message",
    "letter": "Message", "letters": "Message", "letters (correspondence)": "Message", "e-mail": "EmailMessage",
    "sound recording": "AudioObject", "sound recordings": "AudioObject", "audio recordings": "AudioObject",
    "audiocassettes": "AudioObject", "video recording": "VideoObject", "video recordings": "VideoObject",
    "motion picture": "Movie", "motion pictures": "Movie", "dataset": "Dataset", "datasets": "Dataset",
    "sound": "AudioObject", "movingimage": "VideoObject", "moving image": "VideoObject", "stillimage": "ImageObject",
    "still image": "ImageObject", "image": "ImageObject", "web site": "WebSite", "websites": "WebSite", "atlas": "Atlas",
    "atlases": "Atlas",
}  # fmt: skip

#: Types that only mark a unit as one.
GENERAL: Final = frozenset(("ArchiveComponent", "CreativeWork", "Collection"))

#: Types that are works (subtypes of CreativeWork): a node of one of these can be a unit.
WORKS: Final = frozenset(
    """3DModel AdvertiserContentArticle AmpStory AnalysisNewsArticle ArchiveComponent Article Atlas AudioObject Audiobook
    Barcode Blog BlogPosting Book BookSeries Chapter Clip Code Collection CollectionPage ComicCoverArt ComicIssue ComicSeries
    ComicStory CompleteDataFeed Conversation CorrectionComment CoverArt CreativeWork CreativeWorkSeason CreativeWorkSeries
    DataCatalog DataDownload DataFeed Dataset DefinedTermSet Diet DigitalDocument Drawing EducationalOccupationalCredential
    EmailMessage Episode ExercisePlan FAQPage Game Guide HowTo ImageObject ItemPage LearningResource Legislation Manuscript Map
    MathSolver MediaGallery MediaObject MediaReviewItem Menu Message Movie MovieClip MovieSeries MusicAlbum MusicComposition
    MusicPlaylist MusicRecording MusicRelease NewsArticle Newspaper NoteDigitalDocument OpinionNewsArticle Painting Periodical
    Photograph Play Poster PresentationDigitalDocument ProductCollection PublicationIssue PublicationVolume Quotation
    RadioEpisode RadioSeries Report ReportageNewsArticle Review ScholarlyArticle Sculpture SheetMusic ShortStory
    SoftwareApplication SoftwareSourceCode SpecialAnnouncement SpreadsheetDigitalDocument Statement Syllabus TVEpisode TVSeries
    TechArticle TextDigitalDocument TextObject Thesis VideoGame VideoGallery VideoObject VisualArtwork WebContent
    WebApplication""".split()
)

#: The types of collections.
COLLECTIONS: Final = frozenset(("Collection", "ProductCollection"))

#: Pages: works about a unit.
PAGES: Final = frozenset(
    "WebPage AboutPage CheckoutPage ContactPage FAQPage ItemPage MedicalWebPage ProfilePage QAPage RealEstateListing "
    "SearchResultsPage CollectionPage".split()
)

_ADDRESS: Final = "https://schema.org/"


def special_types(unit: Unit) -> tuple[str, ...]:
    """The types for the genres of a unit, without duplicates.

    >>> from docmeta.model import Document
    >>> special_types(Document("d", genres=(Term("Photographs"), Term("Minutes"))))
    ('Photograph',)
    """
    return tuple(dict.fromkeys(name for genre in unit.genres if (name := type_of(genre)) is not None))


def type_of(genre: Term) -> str | None:
    """The schema.org type of a genre, if any."""
    found = _GENRES.get(genre.term.strip().lower())
    if found is None and genre.uri is not None and genre.uri.startswith(_ADDRESS):
        name = genre.uri[len(_ADDRESS) :]
        found = name if name in WORKS and name not in GENERAL else None
    return found


def genre_of(name: str) -> Term:
    """The genre for a type that no genre of the unit has: the type itself.

    >>> genre_of("AudioObject").uri
    'https://schema.org/AudioObject'
    """
    return Term(name, source="schema.org", uri=_ADDRESS + name)

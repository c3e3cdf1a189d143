"""How receiving systems read a description: their importers' rules, each with the source file that states it.

A `Receiver` judges a file in a format that its system imports, and gives the fate of every object:
created, refused, ignored or misread. `docmeta check`, `docmeta plan` and the tests of the writers use the same rules.

>>> from io import BytesIO
>>> finding_aid = b"<ead><eadheader/><archdesc level='fonds'><did><unittitle>Papers</unittitle></did></archdesc></ead>"
>>> [receiver] = receivers("arclight")
>>> [(verdict.outcome, verdict.what, verdict.rule.id) for verdict in receiver.arriving(BytesIO(finding_aid))]
[('refused', 'collection', 'ARCLIGHT-EADID')]
"""

from docmeta.receivers.systems import SYSTEMS, receiver_for, receivers, receivers_of
from docmeta.receivers.verdict import OUTCOMES, Outcome, Receiver, Rule, Verdict

__all__ = ["OUTCOMES", "SYSTEMS", "Outcome", "Receiver", "Rule", "Verdict", "receiver_for", "receivers", "receivers_of"]

"""What the systems that receive a description make of it: their importers' rules, each with the file that states it.

A `Receiver` judges a file in the format that its system takes, and says of every object what becomes of it:
created, refused, ignored or misread. `docmeta check`, `docmeta plan` and the tests of the writers ask the same rules.

>>> from io import BytesIO
>>> finding_aid = b"<ead><eadheader/><archdesc level='fonds'><did><unittitle>Papers</unittitle></did></archdesc></ead>"
>>> [receiver] = receivers("arclight")
>>> [(verdict.outcome, verdict.what, verdict.rule.id) for verdict in receiver.arriving(BytesIO(finding_aid))]
[('refused', 'collection', 'ARCLIGHT-EADID')]
"""

from docmeta.receivers.systems import SYSTEMS, receiver_for, receivers, receivers_of
from docmeta.receivers.verdict import OUTCOMES, Outcome, Receiver, Rule, Verdict

__all__ = ["OUTCOMES", "SYSTEMS", "Outcome", "Receiver", "Rule", "Verdict", "receiver_for", "receivers", "receivers_of"]

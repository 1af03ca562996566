"""Names for the ledger's row numbers, so that a signature says whose number it takes."""

from __future__ import annotations

PartyId = int
ContactId = int
AddressId = int
PurposeId = int
OrderId = int
NodeId = int
MessageId = int
DraftId = int
PointId = int
TemplateId = int
UndoId = int

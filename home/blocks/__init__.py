"""The StreamField blocks that every page's body offers."""

from home.blocks.content import (
    CallOutBlock,
    CardsBlock,
    EmbedBlock,
    HeadingBlock,
    ParagraphBlock,
    PictureBlock,
    QuestionsBlock,
    QuoteBlock,
    StepsBlock,
    TableBlock,
)

BODY_BLOCKS = {
    "heading": HeadingBlock(),
    "paragraph": ParagraphBlock(),
    "picture": PictureBlock(),
    "quote": QuoteBlock(),
    "questions": QuestionsBlock(),
    "call_out": CallOutBlock(),
    "table": TableBlock(),
    "steps": StepsBlock(),
    "embed": EmbedBlock(),
    "cards": CardsBlock(),
}

__all__ = ["BODY_BLOCKS"]

"""The workbook for one owner, partner or benchmark: what goes into it, and what came back in it."""

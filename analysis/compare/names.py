"""How sources are called and ordered wherever they stand side by side."""

import pandas as pd


def source_labels(sources: pd.DataFrame) -> pd.DataFrame:
    """Name and order the sources.

    Returns:
        doc_id, source (outlet, or doc_id where the outlet is unknown; made unique by the doc_id
        where an outlet has several articles), published, position (0, 1, … by date, undated last).
    """
    ordered = sources.sort_values(["published", "doc_id"], na_position="last", ignore_index=True)
    name = ordered["outlet"].where(ordered["outlet"].notna(), ordered["doc_id"])
    label = name.where(~name.duplicated(keep=False), name + " · " + ordered["doc_id"])
    return pd.DataFrame(
        {
            "doc_id": ordered["doc_id"],
            "source": label,
            "published": ordered["published"],
            "position": range(len(ordered)),
        }
    )


def with_source(frame: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns of `source_labels` joined on `doc_id`, in source order."""
    joined = frame.merge(source_labels(sources), on="doc_id", validate="many_to_one")
    return joined.sort_values("position", kind="stable", ignore_index=True)

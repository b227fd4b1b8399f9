"""Stages as Prefect tasks: each adapts a library of ours to a unit of retry. They adapt; they do not think."""

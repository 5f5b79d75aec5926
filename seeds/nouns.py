"""Nouns and what they stand for, one table each: role nouns, heads of organisations' names, assets."""

import csv
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

#: Noun to kind.
Nouns = MappingProxyType[str, str]


@lru_cache
def role_nouns() -> Nouns:
    """Return nouns for people by what they do, each with the kind of actor that it makes ("militant": armed_group)."""
    return _table("role_nouns")


@lru_cache
def organisation_nouns() -> Nouns:
    """Return nouns that head the names of organisations, capitalised, each with the kind of actor ("Front")."""
    return _table("organisation_nouns")


@lru_cache
def asset_nouns() -> Nouns:
    """Return nouns for things that are attacked, each with the kind of asset ("bus": vehicle)."""
    return _table("asset_nouns")


@lru_cache
def weapons() -> Nouns:
    """Return nouns for what attacks are made with, each with the kind of event that it makes of one ("drone")."""
    return _table("weapons")


@lru_cache
def figurative() -> Nouns:
    """Return words beside which a word of violence tells of none, each with the class that makes it so ("deal")."""
    return _table("figurative")


@lru_cache
def prospects() -> Nouns:
    """Return words by which a deed is only planned, feared or prevented, each with where it stands by it ("risk")."""
    return _table("prospects")


def _table(name: str) -> Nouns:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["noun"]: row["kind"] for row in csv.DictReader(file)})

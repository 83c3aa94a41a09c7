"""Organisations and sectors of the demo."""

from core.enums import OrganisationKind as Kind

# (name, short name, kind)
ORGANISATIONS = [
    ("Ministerie van Onderwijs, Cultuur en Wetenschap", "OCW", Kind.MINISTRY),
    ("Ministerie van Volksgezondheid, Welzijn en Sport", "VWS", Kind.MINISTRY),
    ("Ministerie van Justitie en Veiligheid", "JenV", Kind.MINISTRY),
    ("Vereniging van Nederlandse Gemeenten", "VNG", Kind.ASSOCIATION),
    ("Atria, kennisinstituut voor emancipatie en vrouwengeschiedenis", "Atria", Kind.KNOWLEDGE_INSTITUTE),
    ("Movisie", "Movisie", Kind.KNOWLEDGE_INSTITUTE),
    ("Regioplan", "Regioplan", Kind.RESEARCH_AGENCY),
    ("Politie", "Politie", Kind.POLICE_JUSTICE),
    ("Openbaar Ministerie", "OM", Kind.POLICE_JUSTICE),
    ("Veilig Thuis", "Veilig Thuis", Kind.CARE),
]

# slug: (name, its people in a sentence, both in English, slug of the parent)
SECTORS = {
    "gemeente": ("Gemeente", "medewerkers van gemeenten", "Municipality", "municipal staff", None),
    "gemeente-beleid": (
        "Gemeente: beleid",
        "gemeentelijke beleidsmedewerkers",
        "Municipality: policy",
        "municipal policy officers",
        "gemeente",
    ),
    "gemeente-uitvoering": (
        "Gemeente: uitvoering",
        "uitvoerende medewerkers van gemeenten",
        "Municipality: front line",
        "municipal front-line workers",
        "gemeente",
    ),
    "veilig-thuis": (
        "Veilig Thuis",
        "medewerkers van Veilig Thuis",
        "Veilig Thuis (advice and reporting centre)",
        "staff of Veilig Thuis",
        None,
    ),
    "politie": ("Politie", "politiemensen", "Police", "police officers", None),
    "om": (
        "Openbaar Ministerie",
        "medewerkers van het OM",
        "Public Prosecution Service",
        "public prosecution staff",
        None,
    ),
    "opvang": ("Opvang", "medewerkers van de opvang", "Shelters", "shelter workers", None),
    "hulpverlening": ("Hulpverlening", "hulpverleners", "Support services", "support workers", None),
    "ervaringsdeskundigen": (
        "Ervaringsdeskundigen",
        "ervaringsdeskundigen",
        "Experts by experience",
        "experts by experience",
        None,
    ),
}

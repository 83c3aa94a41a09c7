"""A meeting by invitation, and one that is only announced. Everybody is invented."""

INVITED_SLUG = "regiodag-samen-verder"
INVITED_TITLE = "Regiodag: samen verder na de regiovisie"
INVITED_INTRODUCTION = (
    "Een dag voor de mensen die in de GHNT-regio's aan de aanpak van huiselijk geweld werken. Per regio nodigen we "
    "twee mensen uit: één van de centrumgemeente en één van Veilig Thuis."
)
INVITED_AUDIENCE = "Op uitnodiging: projectleiders van centrumgemeenten en medewerkers van Veilig Thuis."
INVITED_DAYS, INVITED_CAPACITY = 54, 80
# The region that nobody comes from yet, and what each person of a region answers: in turn.
MISSING_REGION = "Zeeland"
ANSWERS = ("registered", "silent", "registered", "declined", "registered", "opened", "registered")
MISSING_ANSWERS = ("silent", "declined")
REASONS = ("Ik heb die dag dienst.", "Ik ben dan met vakantie.", "")
CODES = [("Voor leden van het landelijk overleg", "OVERLEG2027", 10), ("Voor ervaringsdeskundigen", "WELKOM2027", 6)]

ANNOUNCED_SLUG = "werkconferentie-kinderen-in-beeld"
ANNOUNCED_TITLE = "Werkconferentie kinderen in beeld"
ANNOUNCED_INTRODUCTION = (
    "Hoe houden we bij huiselijk geweld de kinderen in beeld, ook als de aandacht naar de ouders gaat? Houd deze dag "
    "vrij; het programma volgt."
)
ANNOUNCED_AUDIENCE = "Gemeenten, Veilig Thuis, jeugdhulp, opvang en politie."
ANNOUNCED_DAYS, OPENS_DAYS = 130, 45
WAITING = {"veilig-thuis": 4, "gemeente-beleid": 3, "opvang": 2, "politie": 1}

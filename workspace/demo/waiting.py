"""A meeting that is full, with a waiting list, places held and a queue for a workshop. Everybody is invented."""

SLUG = "veiligheid-in-de-spreekkamer"
TITLE = "Veiligheid in de spreekkamer"
INTRODUCTION = (
    "Een kleine werkconferentie over signaleren en doorvragen, met twee workshops naast elkaar. Twee plaatsen zijn "
    "er voor ervaringsdeskundigen; wie op de wachtlijst staat, krijgt een vrijgekomen plaats aangeboden."
)
AUDIENCE = "Hulpverleners, Veilig Thuis en gemeenten die samen aan signaleren werken."
DAYS = 40
CAPACITY = 14
OVERBOOKING = 1
OFFER_HOURS = 72
STOP_HOURS = 48
HELD = {"ervaringsdeskundigen": 2}
AT_MOST = {"gemeente": 8}
ROUND = ("Workshopronde", "13:30", "15:00")
# title, room, places
WORKSHOPS = [("Signalen herkennen", "Zaal 1", 4), ("Doorvragen zonder oordeel", "Zaal 2", 12)]
REGISTERED = {
    "gemeente-beleid": 5,
    "gemeente-uitvoering": 5,
    "hulpverlening": 5,
    "veilig-thuis": 3,
    "ervaringsdeskundigen": 1,
}

"""Words with a capital that name nobody, and given names that do: what ``identifying`` knows beforehand.

Places are the municipalities of ``core/data``, with provinces, countries and names in daily use.
"""

from functools import lru_cache

from core.domain.geography import ALIASES, municipality_names


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


MONTHS = _words(
    "januari februari maart april mei juni juli augustus september oktober november december",
    "january february march may june july august october",
)
DAYS = _words(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "monday tuesday wednesday thursday friday saturday sunday",
)
# A name is written with these between or before its parts.
PARTICLES = _words("van de der den het 't ten ter te von vom la le du el al ben bin op aan in 's")
TITLES = _words(
    "mevrouw meneer mevr mevr. mw mw. dhr dhr. de heer mr mr. mrs mrs. ms ms. miss",
    "dokter juf meester oma opa tante oom cliënt cliënte",
)
# The same without the words that also begin a sentence or a surname: a capital behind these is a person.
FORMS_OF_ADDRESS = TITLES - {"de"}
# Who stands after these is a place or an institution, not a person.
PLACE_WORDS = _words("in uit te naar nabij rond omgeving regio gemeente stad dorp provincie wijk from near")
# A group of words with one of these names a body, a law or a programme.
INSTITUTIONS = _words(
    "stichting gemeente gemeenten ministerie raad rechtbank gerechtshof universiteit hogeschool school college",
    "instituut",
    "vereniging bureau centrum centrale commissie fonds inspectie nationaal nationale landelijk landelijke wet",
    "besluit verdrag huis provincie regio veiligheidsregio ggd ggz veilig thuis slachtofferhulp reclassering",
    "jeugdzorg jeugdbescherming kinderbescherming vrouwenopvang opvang zorg hulp politie kamer kabinet bank",
    "vakbond museum theater congres kliniek ziekenhuis universitair hof autoriteit nederland europese europees",
    "verenigde tweede eerste openbaar leger meldpunt meldcode expertisecentrum kenniscentrum",
    "ministry council university committee court act agency convention foundation institute school police",
    "national european centre center office department board house association union state states",
    "justitie veiligheid volksgezondheid welzijn sport onderwijs cultuur binnenlandse buitenlandse sociale zaken",
    "noord oost zuid west centrum groep wijkteam centrumgemeente regiovisie",
    "zaal workshop casus ronde werkgroep programma project platform netwerk alliantie actieplan handreiking",
)
ORGANISATIONS = _words(
    "movisie regioplan atria vng halt fier moviera arosa trimbos nivel zonmw fiom pharos rutgers stimezo blijf",
    "kadera perspektief oranje moviera valente kompaan raad sensoa augeo nji verwey-jonker wodc cbs rivm igj",
    "google microsoft excel word teams zoom whatsapp facebook instagram youtube linkedin twitter internet",
)
# Peoples, languages, faiths, feasts and laws are written with a capital and point at nobody.
GENERAL = _words(
    "nederlander nederlanders nederlandstalig nederlandstalige europeaan europeanen turk turken marokkaan marokkanen",
    "syriër syriërs pool polen belg belgen duitser duitsers brit britten roma sinti bijbel koran god allah",
    "kerst kerstmis pasen pinksteren ramadan sinterklaas suikerfeest offerfeest koningsdag islam christen",
    "istanbul genève brussel straatsburg wmo avg bsn whatsapp covid corona internet i ik u",
    "english dutch turkish moroccan syrian polish german french spanish arabic african asian european",
    "christmas easter british american god",
)
PLACES = _words(
    "nederland holland noord-holland zuid-holland utrecht gelderland overijssel drenthe groningen friesland fryslân",
    "flevoland zeeland noord-brabant brabant limburg twente salland ijsselland achterhoek veluwe haaglanden",
    "kennemerland gooi vechtstreek waterland flevoland amstelland rijnmond west-friesland betuwe europa",
    "curaçao aruba bonaire saba sint-maarten suriname marokko turkije syrië polen belgië duitsland frankrijk",
    "engeland spanje italië somalië eritrea afghanistan irak iran china antillen oekraïne rusland amerika",
    "netherlands belgium germany france england morocco turkey syria poland london brussels",
    "den haag bosch hague 's-gravenhage",
)
# Words that open sentences before a name: "Volgens Samira", "Bij Joost".
OPENING_WORDS = _words(
    "bij voor met volgens toen omdat als hoe wat wie waar wanneer waarom ook maar want dus nog nu hier daar dat dit",
    "een het de in op uit van naar door over na tot zoals tussen sinds vanaf onder tijdens alleen zelfs soms vaak",
    "moet mag kan wil heeft had was is werd zegt zei vertelt vraagt mevrouw meneer beide alle geen iedere elke",
    "the a an in on at for with when what who how why after before according if but and our we he she they",
)
# A small list, for a name that opens a sentence; elsewhere the capital is enough.
GIVEN_NAMES = _words(
    "jan piet kees klaas henk hans willem johan peter paul pieter gerrit jeroen joost bas sander martijn",
    "thijs daan lucas levi sem finn noah milan luuk jesse thomas tim tom lars stijn ruben bram floris jasper",
    "rick rob ronald marcel dennis kevin wesley jordi mike danny patrick frank erik eric bart wouter maarten",
    "michiel niels dirk arjan gijs teun mohammed mohamed ahmed ali hassan hussein mustafa omar youssef ibrahim",
    "said rachid karim hamza bilal mehmet emre murat anna maria johanna elisabeth marieke anneke hanneke",
    "ingrid monique petra esther sandra linda kim lisa laura sanne femke lotte eva julia emma sophie tess",
    "mila saar nora lieke fleur iris naomi chantal melissa samantha priscilla bianca wendy ellen els ria",
    "truus corrie annie greet wilma yvonne marja marijke fatima samira nadia aisha khadija latifa naima",
    "malika yasmina zeynep ayse elif fatma leyla layla dewi indra shanti jip tessa maud anouk charlotte",
    "john james mary sarah david michael susan jane robert william",
)


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Names of places in lower case: municipalities as the register writes them and as people say them."""
    names = {name.lower().split(" (")[0] for name in municipality_names()} | set(ALIASES)
    return frozenset(names) | PLACES


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Words, in lower case, that never are a person's name on their own."""
    return ORGANISATIONS | INSTITUTIONS | GENERAL | MONTHS | DAYS | places()

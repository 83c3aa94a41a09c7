"""A report with the structure of the research of 2023 into gender-sensitive policy of central municipalities.

Its numbers are those that the published report states. All sentences are our own; quotes, speakers and the follow-up
of recommendations are invented and marked so.
"""

from workspace.demo.research_parts import Block, advice, chapter, figure, in_short, part, quote, text
from workspace.demo.research_responses import RESPONSES

SLUG = "reflectiesessie-gendersensitief-beleid"
TITLE = "Reflectiesessie: gendersensitief beleid bij centrumgemeenten"
INTRODUCTION = (
    "Landelijke organisaties bespreken wat een onderzoek onder centrumgemeenten laat zien over gendersensitief beleid "
    "tegen partnergeweld. De dag en de plaats van deze bijeenkomst zijn verzonnen."
)
REPORT_TITLE = "Gendersensitief beleid bij centrumgemeenten: wat de enquête laat zien"
REPORT_INTRODUCTION = (
    "Een rapport in de demo, met de opbouw en de cijfers van het onderzoek uit 2023 en met eigen zinnen. "
    "Citaten en namen zijn verzonnen."
)
PARTIAL = "Het rapport noemt niet alle antwoorden; de figuur toont wat genoemd is."
BODY: list[Block] = [
    in_short(
        "Twintig van de 35 centrumgemeenten vulden de enquête in.",
        "Bij geen van hen is gender het centrale uitgangspunt van het beleid. Bij ongeveer de helft is het een van de "
        "aspecten.",
        "Bijna iedereen ziet wat een gendersensitieve aanpak toevoegt, het vaakst bij herstel.",
        "Andere onderwerpen gaan voor en er zijn te weinig mensen. Wat helpt, is dat ketenpartners beginnen en dat "
        "gemeenten met elkaar uitwisselen.",
    ),
    chapter("Waar gaat dit onderzoek over?"),
    part("Aanleiding"),
    text(
        "Bijna de helft van de vrouwen in Nederland (45 procent) zegt sinds haar vijftiende slachtoffer te zijn geweest "
        "van lichamelijk of seksueel geweld.[noot: Römken, De Jong en Harthoorn (2014), <i>Geweld tegen vrouwen. "
        "Europese onderzoeksgegevens in Nederlandse context</i>. Amsterdam: Atria.] Het Verdrag van Istanbul vraagt om "
        "beleid dat met gender rekening houdt.",
        "De commissie die op het verdrag toeziet, noemde het Nederlandse beleid in 2020 genderneutraal.[noot: GREVIO "
        "(2019), <i>[en: (Baseline) Evaluation Report. Netherlands]</i>. Straatsburg: GREVIO.] Daarom is nagegaan hoe "
        "centrumgemeenten ervoor staan.",
    ),
    (
        "definition",
        {
            "term": "Gendersensitief beleid",
            "text": "<p>Beleid dat rekening houdt met gender en met ongelijke macht tussen mensen als oorzaak van "
            "geweld. Gender is iets anders dan sekse: het gaat om gedrag en rollen die een samenleving aan mannen en "
            "vrouwen toeschrijft.</p>",
        },
    ),
    part("Aanpak"),
    text(
        "Het onderzoek had drie stappen: gesprekken met landelijke organisaties, een enquête onder alle 35 "
        "centrumgemeenten en interviews met tien van de mensen die haar invulden. Ook zijn 23 regiovisies gelezen. De "
        "twintig gemeenten die antwoordden, horen bij 16 van de 28 regio's; zie [zie: respons] in [zie: bijlage].",
        "Alle percentages in dit rapport zijn van twintig gemeenten. Vijf procent is dus één gemeente.[noot: Bij zulke "
        "kleine aantallen zegt een verschil van vijf of tien procentpunt weinig.]",
    ),
    chapter("Hoe kijken gemeenten naar gendersensitief beleid?", "visie"),
    part("Kennis"),
    in_short(
        "De helft omschrijft gendersensitief beleid zoals het meestal bedoeld wordt.",
        "Ongeveer veertig procent verwart gender met sekse, seksuele gerichtheid of genderidentiteit.",
        "De hulpmiddelen zijn bekend en worden nuttig gevonden, maar de stap naar de praktijk is groot.",
    ),
    text(
        "De factsheet van de VNG is het bekendst: 17 van de 20 gemeenten kennen hem. De helft kent de aandachtspunten "
        "van <i>Geweld hoort nergens thuis</i>, 45 procent het magazine van Augeo en 30 procent de checklist van het "
        "College voor de Rechten van de Mens.",
    ),
    quote("Ik kan het uitleggen, maar ik weet niet wat ik morgen anders moet doen.", "beleidsmedewerker"),
    quote("We willen af van het beeld dat het altijd dezelfden zijn. Dat maakt het gesprek lastig.", "beleidsadviseur"),
    part("Toegevoegde waarde"),
    text(
        "De meeste gemeenten vinden dat een gendersensitieve aanpak iets toevoegt. In [zie: waarde] staat dat per fase "
        "van het gefaseerd werken aan veiligheid. Bij herstel zijn het er het meest.",
    ),
    figure(
        "waarde",
        "Toegevoegde waarde van gendersensitief beleid in drie fases",
        ["Directe veiligheid; 80", "Stabiele veiligheid; 75", "Herstel; 90"],
        note="Getoond is welk deel het met de stelling eens is.",
    ),
    (
        "text_box",
        {
            "title": "Drie fases van veiligheid",
            "text": "<ol><li>Directe veiligheid: wat is er nu nodig?</li><li>Stabiele veiligheid: welke risico's houden "
            "het geweld in stand?</li><li>Herstel: wat helpt op de langere termijn?</li></ol>",
        },
    ),
    ("pull_quote", {"text": "Als je het niet weet, zie je het ook niet.", "attribution": ""}),
    chapter("Gendersensitiviteit in beleid en uitvoering nu"),
    part("In het beleid"),
    in_short(
        "Voor geen enkele gemeente is gender het uitgangspunt; voor ongeveer de helft is het een van de aspecten.",
        "Vijf van de 23 gelezen regiovisies noemen gendersensitief beleid met zoveel woorden.",
    ),
    text(
        "Aan gemeenten is gevraagd welke plaats gender heeft in het beleid van de regio en in dat van henzelf "
        "([zie: positie]). Een kwart zegt: geen. Zij zouden dat wel graag willen."
    ),
    figure(
        "positie",
        "Plaats van gendersensitiviteit in het huidige beleid",
        [
            "Centraal uitgangspunt; 0; Regio",
            "Een van de aspecten; 55; Regio",
            "Geen rol; 25; Regio",
            "Centraal uitgangspunt; 0; Centrumgemeente",
            "Een van de aspecten; 50; Centrumgemeente",
            "Geen rol; 25; Centrumgemeente",
        ],
        note=PARTIAL,
    ),
    (
        "table",
        {
            "caption": "Waaraan de regiovisie aandacht besteedt, volgens de gemeenten",
            "name": "visies",
            "columns": [("text", "Vorm van geweld"), ("number", "Procent van de gemeenten (n = 20)")],
            "rows": [
                ["Seksueel geweld", 90],
                ["(Ex-)partnergeweld", 65],
                ["Geweld tegen vrouwen en meisjes", 65],
                ["Geweld tussen generaties", 55],
                ["Geweld tegen mannen en jongens", 25],
                ["Geweld tegen lhbti's", 20],
            ],
        },
    ),
    (
        "excerpt",
        {
            "text": "Wij kijken naar alle gezinsleden en naar alle leefgebieden. Iedereen heeft recht op dezelfde hulp. "
            "Vrouwen lopen een groter risico op ernstig letsel.",
            "origin": "een regiovisie (verzonnen fragment)",
            "remarks": [
                {"words": "alle gezinsleden", "remark": "Zo verdwijnt uit beeld wie geweld gebruikt en wie het treft."},
                {"words": "dezelfde hulp", "remark": "Dezelfde hulp is niet voor iedereen passende hulp."},
                {"words": "een groter risico", "remark": "Hier staat een verschil. De oorzaak ontbreekt nog."},
            ],
        },
    ),
    part("Bij uitvoerders"),
    text(
        "Over hun uitvoerders zijn gemeenten stelliger dan over zichzelf, maar een deel heeft er geen zicht op; zie "
        "[zie: uitvoerders]. In de opdrachten die gemeenten geven, staat er weinig over ([zie: opdrachten])."
    ),
    figure(
        "uitvoerders",
        "Plaats van gendersensitiviteit bij uitvoerders",
        [
            "Een van de aspecten; 70; Regio",
            "Geen zicht op; 15; Regio",
            "Een van de aspecten; 55; Centrumgemeente",
            "Geen zicht op; 25; Centrumgemeente",
        ],
        note=PARTIAL,
    ),
    figure(
        "opdrachten",
        "Wat gemeenten als opdrachtgever doen",
        ["Afspraken over gendersensitiviteit in deskundigheidsbevordering; 20"],
        multiple=True,
        note=PARTIAL,
    ),
    text("Binnen de gemeente zelf werken vooral beleidsterreinen samen. Leren van elkaar komt weinig voor."),
    figure(
        "binnen",
        "Wat er binnen de gemeentelijke organisatie gebeurt",
        [
            "Samenwerking tussen beleidsdomeinen; 80",
            "Interne deskundigheidsbevordering; 10",
            "Interne kennisuitwisseling; 5",
        ],
        multiple=True,
        note=PARTIAL,
    ),
    quote("Someone has to start, and it was the shelter that did.", "medewerker van een opvang", "en"),
    chapter("Wat staat in de weg en wat helpt?"),
    part("Knelpunten"),
    text("Meer dan de helft zegt dat andere onderwerpen voorgaan ([zie: knelpunten])."),
    figure(
        "knelpunten",
        "Knelpunten bij het maken van gendersensitief beleid",
        ["Andere aspecten hebben hogere prioriteit; 55", "Te weinig capaciteit binnen de gemeente; 45"],
        multiple=True,
        note=PARTIAL,
    ),
    part("Wat helpt"),
    text(
        "Gevraagd is om drie dingen te kiezen die helpen ([zie: helpt]). Nog een handreiking hoort daar niet bij."
        "[noot: Zie ook wat in hoofdstuk [zie: visie] over de bekende hulpmiddelen staat.]"
    ),
    figure(
        "helpt",
        "Wat gendersensitief beleid vooruit helpt",
        ["Initiatieven vanuit ketenpartners; 45", "Gecoördineerde uitwisseling tussen gemeenten; 40"],
        multiple=True,
        note=f"Hooguit drie antwoorden. {PARTIAL}",
    ),
    (
        "outcome_list",
        {
            "heading": "Wat de reflectiesessie toevoegde",
            "arranged_by": "cluster",
            "groups": [
                {
                    "label": "Beginnen met wat er is (verzonnen)",
                    "lines": "Neem het op in methodes die al gebruikt worden.\nSpreek ketenpartners erop aan, ook als u "
                    "zelf nog zoekt.",
                },
                {"label": "Leren van elkaar (verzonnen)", "lines": "Bespreek twee keer per jaar een casus per regio."},
                {"label": "Geld (verzonnen)", "lines": ""},
            ],
        },
    ),
    chapter("Conclusies en aanbevelingen"),
    part("Conclusies"),
    text(
        "<b>In de meeste regio's is het beleid nog niet gendersensitief.</b> De wens is er, de uitwerking ontbreekt.",
        "<b>Misverstanden remmen.</b> Wie gender leest als sekse, maakt beleid voor doelgroepen.",
        "<b>Het meeste is te winnen in wat er al is.</b> Gemeenten willen geen apart programma, maar een plaats in de "
        "kaders waar zij al mee werken. Dan moet wel iemand erop letten dat het gebeurt.",
    ),
    part("Aanbevelingen"),
    advice(
        "gemeenten",
        "Geef gendersensitiviteit een plaats, een prioriteit en een uitwerking in de regiovisie.",
        "Wat niet in de visie staat, wordt geen opdracht. Ga erover in gesprek met ketenpartners, leg afspraken vast en "
        "kijk later wat ervan kwam.",
        "taken_up",
        "Drie regio's nemen het op in hun nieuwe visie.",
    ),
    advice(
        "de Rijksoverheid",
        "Neem gender op in landelijke programma's en zorg dat mensen ermee leren werken.",
        "Regiovisies volgen landelijke programma's. Wat daar ontbreekt, ontbreekt in de regio. Verbind de programma's "
        "met elkaar en voeg gender toe aan de methodes die er al zijn.",
        "open",
    ),
    advice(
        "Valente, VNG en Veilig Thuis",
        "Breng kennis bij elkaar: uit de opvang, tussen gemeenten en uit de registratie.",
        "De opvang weet veel van gender en kan het gesprek beginnen. De VNG kan de uitwisseling tussen gemeenten "
        "dragen. Veilig Thuis kan nagaan of de registratie laat zien wie wat doet tegen wie.",
        "done",
        "Er is een eerste uitwisseling geweest.",
    ),
    advice(
        "het College voor de Rechten van de Mens",
        "Blijf organisaties aanspreken en blijf volgen hoe het gaat.",
        "Nieuwe producten zijn niet nodig. Wel iemand die de landelijke organisaties bij elkaar brengt en verslag doet "
        "van de voortgang.",
    ),
    (
        "knowledge",
        {
            "heading": "Verder lezen",
            "items": [
                {
                    "title": "Mensenrechten en partnergeweld",
                    "page": None,
                    "address": "https://www.mensenrechten.nl/",
                    "why": "de checklist voor gemeenten",
                },
                {"title": "", "page": "2015", "address": "", "why": "waar het in 2015 over ging"},
            ],
        },
    ),
    ("appendix", {"text": "Respons van de centrumgemeenten", "name": "bijlage"}),
    text("Van elke regio staat hier of een centrumgemeente de enquête invulde, en welke regiovisie er toen was."),
    (
        "responses",
        {
            "caption": "Respons en regiovisie per regio",
            "rows": RESPONSES,
            "origin": "bijlage 1 van het onderzoeksrapport, juli 2023",
            "name": "respons",
        },
    ),
    (
        "colophon",
        {
            "authors": "Redactie Plenair (demo)",
            "illustrator": "De figuren zijn door Plenair getekend",
            "commissioner": "College voor de Rechten van de Mens (van het onderzoek)",
            "method": "Enquête onder 35 centrumgemeenten (n = 20), tien interviews, 23 regiovisies.",
            "sources": "Naar een gendersensitieve aanpak van partnergeweld, juli 2023. Zinnen en citaten zijn van de demo.",
        },
    ),
]

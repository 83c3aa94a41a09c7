"""One rich document with every kind of block, for the tests and figures of all exporters."""

from datetime import date
from functools import cache

import resvg_py

from reports import document as d
from reports.figures import Group, Option, attendance_figure, breakdown_figure, poll_figure, shift_figure

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40">'
    '<rect width="120" height="40" rx="6" fill="#0b5563"/><circle cx="24" cy="20" r="11" fill="#ffffff"/></svg>'
)
TEXT = (
    "In vijf workshops spraken de deelnemers aan de hand van semi-fictieve casussen over wat er in hun eigen werk "
    "nodig is. Zij noemden voorbeelden uit de praktijk, bespraken waar het schuurt tussen organisaties en maakten "
    "afspraken over wie de volgende stap zet. "
)


@cache
def picture():
    return resvg_py.svg_to_bytes(LOGO, zoom=4)


def figures(count):
    choices = [Option("Ja, dat is een taak van de gemeente", 44), Option("Nee, dat is aan de ketenpartners", 40)]
    made = [
        poll_figure("Moet de gemeente dit stimuleren?", choices, 84, key="peiling"),
        attendance_figure(
            "Wie er waren", [Option("Gemeente", 44), Option("Politie", 22), Option("Veilig Thuis", None)], 74
        ),
        breakdown_figure(
            "Antwoord per achtergrond",
            ["Eens", "Oneens"],
            [Group("Gemeente", 40, (15, 25)), Group("Politie en OM", 22, ("meerderheid", None))],
        ),
        shift_figure("Voor en na het gesprek", choices, choices[:], n_before=84, n_after=84),
    ]
    extra = [
        poll_figure(f"Stelling {number}", [Option("Eens", number), Option("Oneens", 84 - number)], 84)
        for number in range(5, count + 1)
    ]
    return (made + extra)[:count]


def example(*, figure_count=20, paragraphs=4):
    """A document of about two pages per figure."""
    drawn = figures(figure_count)
    agreements = d.Table(
        columns=(d.Column("Afspraak"), d.Column("Wie"), d.Column("Wanneer")),
        rows=(
            ("Instrument voor intake ontwikkelen", "Movisie, Regioplan en Atria", "komende maanden"),
            ((d.Text("Handreiking "), d.Text("delen", bold=True)), "Gemeenten", "1 juni 2015"),
        ),
        caption="Afspraken",
        key="afspraken",
        note="Gemaakt in de plenaire afsluiting.",
    )
    blocks: list[d.Block] = [
        d.SummaryBox(
            (
                d.Paragraph("De aanwezigen willen verder met een gendersensitieve aanpak."),
                d.BulletList((d.ListItem("Er is veel draagvlak."), d.ListItem("De rol van gemeenten verdeelt."))),
            )
        ),
        d.Paragraph(
            (
                d.Text("Op 5 maart 2015 kwamen "),
                d.Text("84 mensen", bold=True),
                d.Text(" bijeen in "),
                d.Text("Utrecht", italic=True),
                d.Text(". Zie "),
                d.Reference("peiling"),
                d.Text(" en "),
                d.Reference("afspraken"),
                d.Text(". Het project "),
                d.Text("Follow up Genderscan", link="https://voorbeeld.nl/genderscan?a=1&b=2"),
                d.Text(" loopt tot 2016."),
                d.Footnote((d.Text("Eerste noot over de "), d.Text("aanpak", italic=True), d.Text("."))),
                d.Text(" Dit heet "),
                d.Text("gender mainstreaming", italic=True, language="en"),
                d.Text("."),
            ),
            lead=True,
        ),
        d.Heading(1, "Opbrengsten", number="1", key="opbrengsten"),
        d.Heading(2, "Wat goed gaat", number="1.1"),
        d.BulletList(
            (
                d.ListItem("Open houding", (d.NumberedList((d.ListItem("luisteren"), d.ListItem("doorvragen"))),)),
                d.ListItem((d.Text("Aandacht voor "), d.Text("afhankelijkheid", bold=True))),
            )
        ),
        d.NumberedList((d.ListItem("derde"), d.ListItem("vierde")), start=3),
        d.Heading(3, "Citaten"),
        d.Quote("We vragen wel door, maar niet daarover.", "medewerker van een wijkteam"),
        d.Quote("Ask what happened.", "speaker", language="en"),
        d.PullQuote("Vraag ook naar geld.", "Renée Römkens"),
        d.Definition("Gendersensitief", "Met oog voor wat gender betekent in de relatie en in de hulp."),
        d.TextBox("Casus 2", (d.Paragraph("Mevrouw A. belt de politie."), agreements)),
        d.Image(picture(), "image/png", "De zaal van bovenaf", "De zaal", credit="foto: Plenair"),
        d.Table(
            (d.Column("Regio"), d.Column("Respons", numeric=True)),
            tuple((f"Regio {number}", f"{number * 3}") for number in range(1, 30)),
            caption="Respons per regio",
            row_headers=True,
        ),
        d.Table((d.Column("Kolom"), d.Column("Zonder rijkop")), (("a", "b"),), row_headers=False),
    ]
    for number, figure in enumerate(drawn, start=1):
        blocks.append(d.Heading(1, f"Hoofdstuk {number}", number=str(number + 1)))
        blocks.append(figure)
        blocks += [
            d.Paragraph((d.Text(TEXT * 2), d.Footnote(f"Noot bij hoofdstuk {number}.")))
            if index == 0
            else d.Paragraph(TEXT * 2)
            for index in range(paragraphs)
        ]
    blocks += [d.PageBreak(), d.AppendixHeading("Vragenlijst"), d.Paragraph("De vragen.")]
    return d.Document(
        title="Gender in huiselijk geweld",
        subtitle="Verslag van de landelijke bijeenkomst",
        blocks=tuple(blocks),
        language="nl-NL",
        authors=("Verslag & Co", "A. Schrijver"),
        date=date(2015, 3, 5),
        organisation="Atria",
        keywords=("gender", "huiselijk geweld"),
        description="Wat de bijeenkomst van 5 maart 2015 opleverde.",
        logo=d.Logo(LOGO.encode(), "image/svg+xml", "Logo van Atria"),
        colophon=(
            d.ColophonItem("Opdrachtgever", "Ministerie van OCW"),
            d.ColophonItem("Vingerafdruk", "ab" * 32),
        ),
        table_of_contents=True,
        list_of_figures=True,
        slug="gender-in-huiselijk-geweld",
    )

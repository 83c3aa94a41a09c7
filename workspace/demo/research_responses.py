"""Which regions responded in 2023, from the appendix of the research report: region; municipalities; response; vision."""

RESPONSES = """\
Alkmaar – West-Friesland; Alkmaar; ja; Noord-Holland Noord 2020-2023
Amsterdam-Amstelland; Amsterdam; ja; Amsterdam- Amstelland 2020-2024
Arnhem-Achterhoek; Arnhem; ja; Achterhoek 2019-2022
Drenthe; Emmen; ja; Drenthe 2020-2024
Flevoland; Almere; ja; Regio Utrecht 2020
Friesland; Leeuwarden; ja; Friesland 2019-2021
Gelderland-Zuid; Nijmegen; ja; Gelderland Zuid 2021-2025
Gooi en Vechtstreek; Hilversum; nee; Gooi en Vechtstreek 2019-2021
Groningen; Groningen; nee; Groningen 2019-2013
Haaglanden; Den Haag, Delft; ja; Haaglanden 2019-2022
Hart van Brabant; Tilburg; ja; Hart van Brabant 2019-2021
Hollands-Midden; Gouda, Leiden; ja; Hollands Midden 2019-2023
IJsselland; Zwolle; nee; IJsselland 2021-2024
Kennemerland; Haarlem; nee; Kennemerland 2020-2024
Kop van Noord-Holland; Den Helder; nee; Noord-Holland Noord 2020-2023
Noord- en Midden-Limburg; Venlo; nee; Noord- en Midden Limburg 2021
Noordoost-Brabant; 's-Hertogenbosch; nee;
Noord- en Oost-Gelderland; Apeldoorn; ja; Veluwe-Noord en Midden-IJssel/Oost-Veluwe 2020-2023
Rotterdam-Rijnmond; Rotterdam, Nissewaard, Vlaardingen; ja; Zuid-Holland Zuid 2019-2022
Twente; Enschede; nee; Twente 2023-2026
Utrecht; Utrecht, Amersfoort; ja; Regio Utrecht 2020
West-Brabant; Breda; ja; Hart van Brabant 2019-2021
West-Veluwe Vallei; Ede; nee; West Veluwe Vallei 2020-2024
Zaanstreek-Waterland; Zaanstad; nee; Zaanstreek-Waterland 2020-2023
Zeeland; Vlissingen; nee; Zeeland 2019 -2023
Zuid-Holland Zuid; Dordrecht; ja; Zuid-Holland Zuid 2019-2022
Zuid-Limburg Westelijke Mijnstreek, Maastricht Heuvelland; Maastricht; ja; Zuid-Limburg 2019-2022
Zuid-Limburg Parkstad; Heerlen; ja; Zuid-Limburg 2019-2022
Zuidoost-Brabant; Helmond, Eindhoven; nee; Zuidoost Brabant 2019-2022
"""

"""First names that are frequent in the Netherlands, to warn about in a case. Names that are also words are left out."""

_NAMES = """
Aaliyah Abdel Abdul Ahmed Aicha Aisha Alex Ali Amir Amira Andre Andrea Angela Anita Anja Anna Anne Anneke
Annemarie Annemiek Anouk Anton Arie Arjan Astrid Ayse Bart Bas Bert Bianca Bilal Bob Bram Carla Carlijn
Chantal Charlotte Chris Christiaan Claudia Cor Corrie Daan Daniel Danielle David Debbie Dennis Diana Diederik
Dirk Ella Ellen Els Elif Emine Emma Emre Erik Erwin Esra Esther Eva Evelien Fatih Fatima Fatma Femke Fenna
Finn Fleur Floor Floris Frank Fred Frits Gerard Gerda Gerrit Gijs Hanneke Hans Harm Harrie Hassan Hatice Heidi
Henk Hendrik Herman Ibrahim Ilse Imane Inge Ingrid Irene Iris Isa Ismail Ivo Jaap Jacqueline Jan Janneke
Jasper Jayden Jelle Jeroen Jesse Jessica Jip Joep Johan Johanna John Jolanda Joost Joris Joyce Judith Julia
Karel Karim Karin Kees Khadija Kim Klaas Koen Lars Laura Leila Lenny Leonie Levi Lieke Lina Linda Lisa Lize
Lotte Lucas Luuk Maaike Maarten Malika Manon Marcel Margreet Maria Marieke Marije Marijke Mariska Marjan Mark
Marleen Marloes Martijn Martin Mehmet Mees Melissa Merel Michael Michel Mieke Miranda Mohamed Mohammed Monique
Mustafa Myrthe Nadia Naomi Natasja Nicole Niels Nienke Nina Noah Nora Noor Nour Omar Patricia Patrick Paul
Peter Petra Piet Pieter Priscilla Rachid Ramon Ravi Raymond Rob Robert Robin Roel Ronald Rosa Ruben Rutger
Ruud Saar Said Samira Sander Sandra Sanne Sara Sarah Saskia Selma Sem Sharon Silvia Simone Sjoerd Sofie Sonja
Stefan Steven Suzanne Sven Sylvia Teun Thijs Thomas Tim Tom Tineke Tomasz Ton Truus Vera Wendy Wesley Willem
Willemijn Wim Wouter Yara Yasmin Yasmina Youssef Yusuf Yvonne Zara Zeynep
"""
FIRST_NAMES = frozenset(_NAMES.split())

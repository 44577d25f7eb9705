"""The words of random dossiers."""

ENGLISH = """account agency archive audit border bridge bulletin cable campaign channel chart
clerk coast committee contract copy council court courier database delta district document
draft engine evening export factory fence figure forest garden gauge handbook harbour index
invoice island journal ledger letter market meeting memo minute mirror model morning network
notice office orchard order parcel pattern permit pilot planet ports proposal quarter record
region report river road sample school server signal silver station street summer survey
table team tender theatre ticket tower trade traffic training valley vendor village water
weather window winter workshop""".split()
GERMAN = """Abend Akte Amt Anlage Archiv Auftrag Behörde Bericht Brücke Brief Büro Datenbank
Dienst Entwurf Fabrik Fluss Garten Gebiet Gericht Grenze Hafen Handel Insel Jahrbuch Kabel
Karte Küste Lager Markt Meldung Muster Netz Notiz Prüfung Rechnung Schule Straße Stadt Turm
Übersicht Verkehr Vertrag Vorlage Wald Wasser Werkstatt Wetter Winter Zeitung Zugang""".split()
ENTITIES = ["Nordwind Group", "Karla Lindqvist", "Port of Halden", "Oststern Works",
            "Mira Okonkwo", "Fort Belmare", "Westerly Institute", "Jonas Ahlgren",
            "Lake Orvan", "Sable Networks", "Tove Brandt", "Cape Ingram"]
FAMILIES = ["Ahrens", "Brand", "Castell", "Dietz", "Engel"]
CONSONANTS = "bcdfghjklmnpqrstvwxz"


def secret(dice):
    """A word that stands nowhere else."""
    return "zq" + "".join(dice.choice(CONSONANTS) for _ in range(10))

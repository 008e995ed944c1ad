"""Sixty invented facilities in real cities.

City, ZIP code, area code and coordinates (of the ZIP code's center, rounded) are real; names,
streets and what is offered are not. Numbers end in 555-01xx, which is kept free for fiction
(NANPA, 555 line number assignments).
"""

from dataclasses import dataclass
from itertools import cycle

# What a facility of each kind offers, in SAMHSA's codes.
KINDS = {
    "outpatient": "SA OP ORT OIT CBT MOTI RELP TELE SUMH CARF MD PI SF SS ADLT YAD FEM MALE",
    "intensive": "SA OP OIT ODT ORT CBT DBT TRC TWFA FCO JC MC MD PI SF PA ADLT FEM MALE",
    "residential": "SA RES RS RL CBT TWFA FCO PEER SHG CARF PI SF PA ADLT MALE FEM",
    "detox": "SA DT RES RD OD BWN NOE ADTX BDTX ODTX JC MC MD PI SF ADLT FEM MALE",
    "medicine": "SA OP OMB MM METH BWN NXN NOE MOTI STAG MD MC SF SS ADLT FEM MALE",
    "family": "SA MH OP OIT FCO TRC PW AD CHLD YAD ADLT PI MD SS PEER FEM",
    "both": "SA MH CO OP OIT CBT DBT TRC TELE VET MC MD PI SF JC ADLT SNR FEM MALE",
}
EXTRAS = ["SP", "AH", "VET", "TAY", "TA", "SP F92", "PW", "SNR SP", "F70", "AOSS"]
STREETS = ["Harbor St", "Maple Ave", "Mill Rd", "Union St", "Garden Ln", "Church St", "River Rd"]
HOURS = [
    "Monday to Friday, 8 am to 8 pm",
    "Monday to Friday, 9 am to 5 pm\nSaturday, 9 am to 1 pm",
    "Day and night",
]


@dataclass(frozen=True)
class Facility:
    """A facility, with everything the profile needs."""

    name: str
    street: str
    city: str
    state: str
    zip: str
    latitude: str
    longitude: str
    phones: list[tuple[str, str]]
    hours: str
    codes: list[str]
    kind: str


# name | city | state | ZIP | area code | latitude | longitude | kind
_TABLE = """
Quiet Harbor Recovery|Boston|MA|02118|617|42.338|-71.071|intensive
Millbrook Counseling|Worcester|MA|01608|508|42.262|-71.800|outpatient
Stone Bridge House|Springfield|MA|01103|413|42.104|-72.591|residential
Elm Gate Clinic|Providence|RI|02903|401|41.819|-71.411|medicine
Long Meadow Center|Hartford|CT|06103|860|41.767|-72.674|both
Granite Steps|Manchester|NH|03101|603|42.992|-71.463|detox
Casco Light Recovery|Portland|ME|04101|207|43.660|-70.259|outpatient
Maple Ridge House|Burlington|VT|05401|802|44.484|-73.220|residential
Second Avenue Counseling|New York|NY|10003|212|40.732|-73.989|intensive
Kings Row Family Services|Brooklyn|NY|11201|718|40.694|-73.990|family
Lakeside Steps|Buffalo|NY|14202|716|42.887|-78.878|outpatient
Hudson Bend Center|Albany|NY|12207|518|42.654|-73.750|medicine
Ironbound Recovery|Newark|NJ|07105|973|40.725|-74.157|detox
Schuylkill House|Philadelphia|PA|19103|215|39.952|-75.174|intensive
Three Rivers Counseling|Pittsburgh|PA|15222|412|40.447|-79.994|both
Brandywine Center|Wilmington|DE|19801|302|39.738|-75.550|outpatient
Patapsco Recovery|Baltimore|MD|21201|410|39.294|-76.623|medicine
Rock Creek Counseling|Washington|DC|20009|202|38.920|-77.037|intensive
James Landing|Richmond|VA|23219|804|37.541|-77.436|residential
Kanawha Hope House|Charleston|WV|25301|304|38.349|-81.630|detox
Oak City Counseling|Raleigh|NC|27601|919|35.774|-78.634|outpatient
Queen Street Center|Charlotte|NC|28202|704|35.228|-80.845|intensive
Palmetto Steps|Columbia|SC|29201|803|34.000|-81.035|family
Peachtree Turn|Atlanta|GA|30303|404|33.753|-84.390|both
River Street Recovery|Savannah|GA|31401|912|32.075|-81.089|residential
Bayside Counseling|Tampa|FL|33602|813|27.953|-82.456|outpatient
Palm Court House|Miami|FL|33130|305|25.768|-80.205|detox
Magnolia Bend|Birmingham|AL|35203|205|33.518|-86.809|medicine
Bluff View Center|Memphis|TN|38103|901|35.146|-90.053|residential
Cumberland Steps|Nashville|TN|37203|615|36.150|-86.789|intensive
Bluegrass Turning Point|Lexington|KY|40507|859|38.046|-84.497|medicine
Ohio Crossing|Cincinnati|OH|45202|513|39.107|-84.503|detox
Cuyahoga Counseling|Cleveland|OH|44113|216|41.482|-81.697|outpatient
Wabash Light|Indianapolis|IN|46204|317|39.771|-86.157|both
Great Lakes Recovery|Detroit|MI|48226|313|42.332|-83.048|intensive
Grand Bend House|Grand Rapids|MI|49503|616|42.966|-85.659|residential
North Shore Steps|Chicago|IL|60610|312|41.904|-87.636|intensive
Prairie Lamp|Springfield|IL|62701|217|39.800|-89.649|outpatient
Cream City Counseling|Milwaukee|WI|53202|414|43.046|-87.897|family
Two Lakes Center|Minneapolis|MN|55401|612|44.984|-93.269|both
Cedar Step House|Des Moines|IA|50309|515|41.588|-93.621|residential
Gateway Turn|St. Louis|MO|63101|314|38.631|-90.192|medicine
Ozark Quiet|Springfield|MO|65806|417|37.203|-93.295|detox
Flint Hills Counseling|Wichita|KS|67202|316|37.690|-97.336|outpatient
Platte River Steps|Omaha|NE|68102|402|41.259|-95.934|intensive
Red Dirt Recovery|Oklahoma City|OK|73102|405|35.471|-97.519|family
Crescent House|New Orleans|LA|70112|504|29.956|-90.077|residential
Bayou Bend Clinic|Houston|TX|77002|713|29.757|-95.365|medicine
Hill Country Turn|Austin|TX|78701|512|30.271|-97.742|intensive
Trinity Steps|Dallas|TX|75201|214|32.788|-96.800|both
Sandia Light|Albuquerque|NM|87102|505|35.082|-106.648|outpatient
Front Range Recovery|Denver|CO|80202|303|39.752|-104.999|intensive
Big Sky Lantern|Billings|MT|59101|406|45.774|-108.501|residential
Saguaro Turn|Phoenix|AZ|85003|602|33.451|-112.078|detox
Wasatch Steps|Salt Lake City|UT|84101|801|40.756|-111.900|family
Desert Lamp|Las Vegas|NV|89101|702|36.173|-115.122|outpatient
Harbor Mile|San Diego|CA|92101|619|32.720|-117.162|both
Mission Light|San Francisco|CA|94103|415|37.773|-122.411|medicine
Rose City Steps|Portland|OR|97204|503|45.518|-122.674|intensive
Sound View House|Seattle|WA|98101|206|47.611|-122.334|residential
""".strip()


def _facilities() -> list[Facility]:
    extras, streets, hours = cycle(EXTRAS), cycle(STREETS), cycle(HOURS)
    found = []
    for number, line in enumerate(_TABLE.splitlines()):
        name, city, state, zip_code, area, latitude, longitude, kind = line.split("|")
        phones = [("main", f"{area}-555-01{number:02}")]
        if number % 3 == 0:
            phones.append(("intake", f"{area}-555-01{(number + 30) % 100:02} x2{number:02}"))
        found.append(
            Facility(
                name=name,
                street=f"{100 + 7 * number} {next(streets)}",
                city=city,
                state=state,
                zip=zip_code,
                latitude=latitude,
                longitude=longitude,
                phones=phones,
                hours=next(hours),
                codes=f"{KINDS[kind]} {next(extras)}".split(),
                kind=kind,
            )
        )
    return found


FACILITIES = _facilities()

# What readers said of listings: (facility's place in the list, kind, words, how it ended, note).
PROBLEMS = [
    (3, "phone", "The number belongs to a bakery now. They were kind about it.", "", ""),
    (7, "closed", "The windows are boarded up. A note on the door says they moved.", "", ""),
    (7, "services", "They told us that they take no Medicaid.", "", ""),
    (12, "address", "The pin is on the wrong side of the river.", "settled", "Moved the pin."),
    (20, "other", "I did not like the color of the chairs.", "dismissed", "No fault of a listing."),
]

"""Posts with contact details in them, and posts that only look like it. Numbers are of ranges kept free for
such use, or are test numbers of those who publish them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Labelled:
    """`parts`: for each kind of detail that is in the text, the words that hold it."""

    country: str
    text: str
    parts: tuple[tuple[str, str], ...] = ()


TELLING = (
    Labelled(
        "GB",
        "can someone drive my mum to the clinic, ring me on 07700 900123",
        (("phone", "07700 900123"),),
    ),
    Labelled("GB", "Text +44 7700 900456 if you can", (("phone", "+44 7700 900456"),)),
    Labelled("GB", "my landline is (0117) 496 0123, after six please", (("phone", "(0117) 496 0123"),)),
    Labelled("GB", "whatsapp me 07700900789!!", (("phone", "07700900789"),)),
    Labelled("US", "call 202-555-0143 any time", (("phone", "202-555-0143"),)),
    Labelled("US", "Need a ride. (212) 555-0187", (("phone", "(212) 555-0187"),)),
    Labelled("US", "cell: 415.555.0199", (("phone", "415.555.0199"),)),
    Labelled("DE", "bitte anrufen: 030 23125 012", (("phone", "030 23125 012"),)),
    Labelled("DE", "Handy 0152 28817386", (("phone", "0152 28817386"),)),
    Labelled("DE", "Meine Nummer ist 0171/3920055", (("phone", "0171/3920055"),)),
    Labelled("FR", "mon numéro : 06 39 98 12 34", (("phone", "06 39 98 12 34"),)),
    Labelled("FR", "appelez-moi au 01.99.00.56.78", (("phone", "01.99.00.56.78"),)),
    Labelled("ES", "mi teléfono es el 612 34 56 78", (("phone", "612 34 56 78"),)),
    Labelled("PT", "liga-me para o 912 345 678", (("phone", "912 345 678"),)),
    Labelled("AU", "0491 570 156 is my mobile", (("phone", "0491 570 156"),)),
    Labelled("GB", "mail me at amina.k@example.org please", (("email", "amina.k@example.org"),)),
    Labelled("GB", "amina (at) example (dot) org", (("email", "amina (at) example (dot) org"),)),
    Labelled("DE", "Schreib an bruno_w@example.com", (("email", "bruno_w@example.com"),)),
    Labelled("US", "I'm at dana at gmail dot com", (("email", "dana at gmail dot com"),)),
    Labelled("GB", "We live at 14 Larch Road, second floor", (("address", "14 Larch Road"),)),
    Labelled("GB", "pick up from 221b baker street on Friday", (("address", "221b baker street"),)),
    Labelled("GB", "Collection: Flat 3, 27 Mill Lane", (("address", "Flat 3, 27 Mill Lane"),)),
    Labelled("GB", "postcode is BS8 1QU, ring the bell", (("address", "BS8 1QU"),)),
    Labelled("US", "I'm at 742 Evergreen Terrace, Apt 2B", (("address", "742 Evergreen Terrace"),)),
    Labelled("US", "1600 Oak Ave, Springfield, IL 62704", (("address", "1600 Oak Ave"),)),
    Labelled("DE", "Abholung in der Lindenstraße 12a", (("address", "Lindenstraße 12a"),)),
    Labelled("DE", "wir wohnen Am Alten Markt 7, 50667 Köln", (("address", "50667 Köln"),)),
    Labelled("FR", "j'habite 12 rue de la Paix", (("address", "12 rue de la Paix"),)),
    Labelled("ES", "vivo en la calle Mayor 25, 3º B", (("address", "calle Mayor 25"),)),
    Labelled("PT", "moro na Rua das Flores, 41", (("address", "Rua das Flores, 41"),)),
    Labelled(
        "GB", "it is this one https://example.org/sofa?id=3", (("link", "https://example.org/sofa?id=3"),)
    ),
    Labelled("GB", "more on www.example.com", (("link", "www.example.com"),)),
    Labelled("GB", "find me at t.me/amina_k", (("link", "t.me/amina_k"),)),
    Labelled("DE", "meine Seite ist beispiel.de", (("link", "beispiel.de"),)),
    Labelled(
        "DE",
        "auf DE89 3704 0044 0532 0130 00 bitte",
        (("account", "DE89 3704 0044 0532 0130 00"),),
    ),
    Labelled("GB", "IBAN GB82WEST12345698765432 thank you", (("account", "GB82WEST12345698765432"),)),
    Labelled("GB", "sort code 20-00-00 account 55779911", (("account", "20-00-00"), ("account", "55779911"))),
    Labelled("US", "card 4111 1111 1111 1111 exp 12/28", (("account", "4111 1111 1111 1111"),)),
    Labelled("US", "use my amex 378282246310005", (("account", "378282246310005"),)),
    Labelled(
        "GB",
        "Call 07700 900321 or write to chidi@example.net",
        (("phone", "07700 900321"), ("email", "chidi@example.net")),
    ),
)

HARMLESS = (
    Labelled("GB", "can someone drive my mum to the clinic on Tuesday at 9"),
    Labelled("GB", "need 3 people for 2 hours on 12/05/2026, from 10:30 to 12:30"),
    Labelled("GB", "2026-05-12 or 2026-05-13, either is fine"),
    Labelled("GB", "£120 for the pair, or 4 x 25"),
    Labelled("GB", "bus 42 stops 10 minutes down the road"),
    Labelled("GB", "a 5 minute walk from the station, 2 flights of stairs"),
    Labelled("GB", "room for 12 at the big table, 7-9pm"),
    Labelled("GB", "sofa is 200 x 95 x 80 cm, weighs 45 kg"),
    Labelled("GB", "size 38-40 shoes, 1 pair, worn twice"),
    Labelled("GB", "3 ladies to walk the dogs, 4 lads to drive"),
    Labelled("GB", "2 good people to close the gate and 1 to court disaster"),
    Labelled("GB", "My laptop is a ThinkPad T480 with 16 GB, error 0x80070057"),
    Labelled("GB", "ISBN 978-0-306-40615-7, anybody have it?"),
    Labelled("GB", "the council form CT1 2026, pages 3 to 14"),
    Labelled("US", "$1,250.00 rent, due 04/01/2026"),
    Labelled("US", "the 2nd and 3rd of March, around 6 at night"),
    Labelled("US", "1st grade math, 20 problems, 30 minutes each way"),
    Labelled("US", "we are 4 on a court at 8, need 2 more to drive"),
    Labelled("DE", "am 12.05.2026 von 18.30 bis 20.00 Uhr"),
    Labelled("DE", "Auf dem Weg 3 Kisten tragen, am Platz 2 Tische"),
    Labelled("FR", "le 12/05/2026 à 14h30, 2 heures environ"),
    Labelled("ES", "necesito 2 personas el 3 de mayo a las 10.30"),
    Labelled("GB", "I teach maths, e.g. fractions.Please ask"),
    Labelled("GB", "node.js or python, i.e. anything for beginners"),
    Labelled("GB", "meet me at the library at noon, dot will be there"),
    Labelled("GB", "I'm good at drawing and at home on Sundays"),
    Labelled("GB", "100,000,000 thanks to everyone"),
    Labelled("GB", "case number 20260512-7, court on Monday"),
    Labelled("GB", "the recipe: 250 250 100 50, then 180 degrees for 35"),
    Labelled("GB", "order 4111 1111 1111 1112 never came"),
    Labelled("GB", "22 pupils, 3 teachers, 1 square metre each"),
    Labelled("GB", "Read pages 10 11 12 13 14 15 16 17"),
    Labelled("GB", "a lift to Larch Road, any day"),
    Labelled("GB", "Northside, near the old mill; ground floor"),
    Labelled("GB", "scores were 3-2, 1-0, 4-4 and 2-2"),
    Labelled("GB", "from 1998 to 2003 I was a nurse, 2004 2005 2006 abroad"),
)

# Written after the patterns were finished, and never used to mend them.
UNMET_TELLING = (
    Labelled("GB", "oh seven seven double oh nine hundred one two three", (("phone", "oh seven seven"),)),
    Labelled("GB", "ring 0 7 7 0 0 9 0 0 1 2 3 after lunch", (("phone", "0 7 7 0 0 9 0 0 1 2 3"),)),
    Labelled("GB", "mob 07700-900-654", (("phone", "07700-900-654"),)),
    Labelled("US", "text 5 5 5 0 1 4 4 2 1 2 backwards", (("phone", "5 5 5 0 1 4 4 2 1 2"),)),
    Labelled("IE", "I'm on 085 012 3456", (("phone", "085 012 3456"),)),
    Labelled("NL", "bel 06-12345678", (("phone", "06-12345678"),)),
    Labelled("IN", "whatsapp 98765 43210", (("phone", "98765 43210"),)),
    Labelled("BR", "me chama no (11) 91234-5678", (("phone", "(11) 91234-5678"),)),
    Labelled(
        "GB", "mail first.last+help@mail.example.co.uk", (("email", "first.last+help@mail.example.co.uk"),)
    ),
    Labelled("GB", "amina AT example DOT com", (("email", "amina AT example DOT com"),)),
    Labelled("GB", "amina@ example.com", (("email", "amina@ example.com"),)),
    Labelled("GB", "I'm in The Old Bakery, Church St, first door", (("address", "Church St"),)),
    Labelled("GB", "number 9, Beech Close, blue door", (("address", "9, Beech Close"),)),
    Labelled("GB", "house 88 on Canal Street", (("address", "88 on Canal Street"),)),
    Labelled("US", "4th floor, 350 5th Avenue", (("address", "350 5th Avenue"),)),
    Labelled("DE", "Goethestr. 15, bei Yilmaz klingeln", (("address", "Goethestr. 15"),)),
    Labelled("DE", "An der Alster 3", (("address", "An der Alster 3"),)),
    Labelled("FR", "au 8 bis, boulevard Voltaire", (("address", "8 bis, boulevard Voltaire"),)),
    Labelled("ES", "Avenida de América 14", (("address", "Avenida de América 14"),)),
    Labelled("IT", "abito in via Garibaldi 33", (("address", "via Garibaldi 33"),)),
    Labelled("GB", "my insta is @amina.makes", (("link", "@amina.makes"),)),
    Labelled("GB", "see facebook.com/amina.k", (("link", "facebook.com/amina.k"),)),
    Labelled("GB", "pay me at paypal.me/amina", (("link", "paypal.me/amina"),)),
    Labelled("NL", "NL91 ABNA 0417 1643 00 graag", (("account", "NL91 ABNA 0417 1643 00"),)),
    Labelled("GB", "acc 31926819, 60-16-13", (("account", "31926819"),)),
    Labelled("US", "visa 4012-8888-8888-1881", (("account", "4012-8888-8888-1881"),)),
)
UNMET_HARMLESS = (
    Labelled("GB", "tickets 12, 13, 14 and 15, doors 19:30"),
    Labelled("GB", "a 1200 W drill, 230 V, 3 m cable"),
    Labelled("GB", "recipe no. 7, serves 8 at 180"),
    Labelled("US", "room 204, building 3, second Tuesday"),
    Labelled("GB", "train 10:04, back by 16:52"),
    Labelled("GB", "a 2 for 1 voucher, valid 01/03/26 to 31/03/26"),
    Labelled("GB", "Psalm 23, verses 1-6, for a reading"),
    Labelled("GB", "my Citroen is a 2011, 98,000 miles"),
    Labelled("DE", "Termin am 3.4. um 9 Uhr, Zimmer 12"),
    Labelled("FR", "2 places dans la voiture, départ 8h15"),
    Labelled("GB", "a 3 seater, 2 armchairs, 1 way only stairs"),
    Labelled("GB", "Grade 5 theory, 20 mins twice a week"),
    Labelled("GB", "anyone at home dot com era computers? joking"),
    Labelled("US", "5 of us drive to the 7 pm show"),
    Labelled("GB", "paint: 2.5 l white, 0.75 l blue"),
    Labelled("ES", "salimos a las 7, vuelta a las 21, 3 plazas"),
)

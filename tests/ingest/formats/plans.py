"""Plans as programs write the text of a PDF, each with other faults; written for these tests."""

# Form feeds; a head and a foot with the page number in it; contents with dots; symbol bullets; a
# sentence and a word that run over the page; a cover.
WITH_FORM_FEEDS = """\
Boligsosial handlingsplan
2023–2027

Testvik kommune

Vedtatt av kommunestyret 14. juni 2023
\fTestvik kommune

Innhold
1 Innledning ............................................ 3
2 Status og utfordringer ................................ 4
  2.1 Kommunale boliger ................................. 4
  2.2 Bostøtte og startlån .............................. 5
3 Tiltak ................................................ 6

Boligsosial handlingsplan | 2
\fTestvik kommune

1 Innledning
Planen gjelder for hele kommunen og skal gi flere husholdninger en trygg bolig. Den
bygger på kommuneplanens samfunnsdel, og den skal rulleres hvert fjerde år sammen med
handlingsprogrammet. Arbeidet er gjort i en gruppe fra boligkontoret, helse og plan.

Målene for perioden er:
\uf0b7 flere skal eie sin egen bolig
\uf0b7 færre skal bo midlertidig, og ingen barnefamilier skal gjøre det i mer enn tre
måneder
\uf0b7 kommunen skal bygge 24 nye omsorgsboliger på Løvåsen innen 2027

Gruppen har møtt innbyggere i alle bydeler. De som leier, har lagt vekt på at det må bli
lettere å finne en bolig som passer, og at ventetiden i dag er for lang for dem som

Boligsosial handlingsplan | 3
\fTestvik kommune

flytter til kommunen for å arbeide.

2 Status og utfordringer
Ved utgangen av 2022 disponerte kommunen 312 boliger, og 48 husholdninger sto på vente-
listen. Halvparten av dem hadde ventet i mer enn ett år.

2.1 Kommunale boliger
Boligene ligger samlet i tre områder, og det er få små boliger nær sentrum. Mange er fra
1970-tallet og har ikke heis. I 2022 ble det brukt 4,2 millioner kroner på vedlike-

Boligsosial handlingsplan | 4
\fTestvik kommune

hold, som er mindre enn behovet.

2.2 Bostøtte og startlån
I 2022 fikk 96 husholdninger startlån, og 31 av dem var barnefamilier. Bostøtten ble
betalt til 210 husholdninger i gjennomsnitt hver måned.

Boligsosial handlingsplan | 5
\fTestvik kommune

3 Tiltak
Kommunen skal prøve leie til eie i ti boliger. Tiltaket koster 1,5 millioner kroner og
følges opp av boligkontoret.

Boligsosial handlingsplan | 6
"""

# No form feeds; page numbers and a running line amid the text; lone bullets; sentences with a
# number in front as headings.
WITHOUT_FORM_FEEDS = """\
Bustadplan for Prøvedal
2024-2035
1 Bakgrunn
Prøvedal har 4 120 innbyggjarar, og talet har vore stabilt i ti år. Fleire av dei unge
flyttar til byen for å ta utdanning, og mange av dei kjem ikkje att.
Kommunen eig 86 bustader. Dei fleste er små og ligg i sentrum, medan familiane ønskjer
seg hus med hage i grendene.
Prøvedal kommune • Bustadplan 2024-2035
2
Det vart selt 41 bustader i kommunen i 2023, og prisen steig med 6 prosent. I spørje-
undersøkinga svara 340 innbyggjarar, og dei fleste av dei bur i eigen einebustad. I
same undersøking seier ein stor del at dei vil flytte til noko mindre når dei blir eldre
og ikkje greier å halde hagen.
2 Mål
2.1 Kommunen skal få minst 15 nye bustader i året
Bustadene skal vere ulike, og dei skal liggje nær skule og butikk.
•
Ha ei aktiv rolle overfor utbyggjarar og investorar
•
Kjøpe tomter i sentrum før dei blir lagde ut for sal, og leggje til rette for at dei
blir bygde ut
Prøvedal kommune • Bustadplan 2024-2035
3
-
Bruke tilvisingsavtalar
2.2 Ingen skal vente meir enn seks månader
I dag er ventetida ni månader. Dei som ventar lengst, treng ein bustad utan trapper, og
kommunen har berre 12 slike. Difor skal alle nye kommunale bustader ha heis, slik at
dei som bur der
Prøvedal kommune • Bustadplan 2024-2035
4
kan bli buande når dei treng hjelp i kvardagen.
3 Tiltak
Kommunen skal byggje 18 bustader på Moen i 2025. Husbanken gjev tilskot til ti av dei,
og dei skal leigast ut til personar som treng hjelp.
Kommunen skal lage ei oversikt over tomme hus, og eigarane skal få tilbod om rettleiing.
Tiltaket er gratis, og ein tilsett i halv stilling skal arbeide med det.
Prøvedal kommune • Bustadplan 2024-2035
5
Planen skal rullerast i 2028. Formannskapet får ei melding om arbeidet kvart år.
"""

# Form feeds; parts and chapters; page numbers with dashes and small Roman ones in front; narrow
# columns; a contents with the titles and the pages on lines of their own.
WITH_PARTS = """\
Helhetlig boligplan
\fInnholdsfortegnelse
Forord
ii
Del 1 Hvor vi er
1
Del 2 Hvor vi vil
3

i
\fForord
Planen er laget av kommunedirektøren etter vedtak i
kommunestyret, og har vært på høring i seks uker. Vi
takker for 27 innspill.

ii
\fDel 1 Hvor vi er

I kommunen er det 9 800 boliger,
og syv av ti er eneboliger. Det
er for få boliger for dem som bor
alene, og de som finnes, er for
dyre for å kunne dekke det be-
hovet som de eldre har.

- 1 -
\fI 2024 skal rådmannen kartlegge
tomtene nær stasjonen, slik at de
kan bygges ut.

Hva mangler?

Det mangler 140 små boliger med heis, og det mangler boliger for dem som flytter ut.

- 2 -
\fDel 2 Hvor vi vil

Kommunen skal ha nok boliger til alle, og den skal leie boliger av private eiere når det
er rimeligere enn å bygge.

- 3 -
"""

# No form feeds and no page numbers; capitals for headings; numbered items; "o" for a bullet; a
# column of figures.
WITH_CAPITALS = """\
STRATEGI FOR BOLIG OG HELSE

MÅL
Alle skal bo trygt. Kommunen skal hjelpe dem som ikke greier det på egen hånd, og tjenesten
skal være lett å finne fram til for den som trenger den.

SLIK GJØR VI DET
Vi skal gjøre tre ting i 2025:
1. Ansette en boligveileder
2. Leie 10 boliger av private
3. Bygge om Solbakken til 16 boliger
o
prosjektet ledes av eiendom
o
byggestart er i mars

ANTALL HUSHOLDNINGER
2019
2020
2021
120
100
86
Tallene gjelder 31. desember.

OPPFØLGING
Planen følges opp hvert år i årsmeldingen til kommunestyret.
"""

# Form feeds; "Side 2 av 4" for a page number; a contents that gives the page before the title;
# digits of a chart; a heading that only stands apart.
WITH_SLIDES = """\
Bustadpolitisk plan
Side 1 av 5
\fInnhald
3
Kvifor ein plan?
4
Bustadene i dag
5
Vegen vidare
Side 2 av 5
\fKvifor ein plan?

Kommunen treng fleire bustader som folk har råd til, særleg for dei som er nye i bygda.

Side 3 av 5
\fBustadene i dag

Dei fleste av dei 29 husa som kommunen leiger, er i bruk av flyktningar frå Ukraina.

Tal på bustader
120
100
80
60 38
40 29 28 26 25 20
0

Vegen til no

Det vart bygd 12 bustader i 2021 og 31 i 2022. Halvparten av dei er på Moen.

Side 4 av 5
\fVegen vidare

Ein bustad skal kunne kjøpast etter tre år med leige, og prisen skal vere den same.

Side 5 av 5
"""

# One sheet a page, with the same fields on all of them: nothing runs, and nothing may go.
WITH_SHEETS = "\f".join(
    f"""\
Tiltak {number}
Ansvarlig: Boligkontoret
Frist: 1. juni {2025 + number}

Kommunen skal {what}. Kostnaden er beregnet til {10 + number} millioner kroner.

Status: Planlagt
"""
    for number, what in enumerate(
        ("bygge boliger", "leie boliger", "kjøpe boliger", "pusse opp", "veilede", "gi lån"), 1
    )
)

# A person typed it: rules, items with letters, no faults at all.
WITHOUT_FAULTS = """\
Reglement for tilskudd til unge boligsøkende

§ 1 Formål
Tilskuddet skal gjøre det lettere for unge å etablere seg i kommunen.

§ 2 Vilkår
a) Søkeren er under 35 år
b) Boligen ligger i kommunen
c) Søknaden kommer innen 1. mai 2025

§ 3 Beløp
Tilskuddet er inntil 75 000 kroner. Det kan søkes én gang.
"""

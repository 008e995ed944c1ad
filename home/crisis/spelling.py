"""How people write the words that `phrases` are made of."""


def _pairs(text: str) -> dict[str, str]:
    return {
        word.strip(): right.strip()
        for left, right in (line.split("=") for line in text.strip().splitlines())
        for word in left.split(",")
    }


# Written together or short, with the apostrophe already gone.
CONTRACTIONS = _pairs("""
im = i am
hes = he is
shes = she is
theyre, theyr = they are
youre, ur = you are
ive = i have
id = i would
isnt, aint = is not
arent = are not
wasnt = was not
wont = will not
cant, cannot, cnt, cantt = can not
couldnt = could not
dont, dnt, dosent = do not
doesnt = does not
didnt = did not
wouldnt = would not
hasnt = has not
theres = there is
its = it is
wanna = want to
gonna, gunna, gona, finna = going to
tryna = trying to
gotta = have to
""")
# Misspelled, hidden from a filter, or short for it. More slips of KEYWORDS are found by rule.
SPELLINGS = _pairs("""
2 = to
4 = for
u = you
r = are
n = and
b = be
bf = boyfriend
rn = right now
rly = really
ppl = people
tonite, 2nite, tonit = tonight
2day = today
2morrow, tmrw, tmr = tomorrow
gf = girlfriend
k*ll, k**l, ki*l, kil, kll, kiil, klil = kill
d*e, dy = die
kms = kill myself
kys = kill myself
killmyself = kill myself
unalive, unaliv, unalived, unaliving, unaliveing = kill
sewerslide, sewercide, suislide, sui, s*icide, su*cide, s**cide, suic*de = suicide
suiside, sucide, suicde, siucide, suicied, suecide = suicide
comit, commiting, comitting, committ = commit
dieing = dying
dye, dyeing = die
lyfe, lief, lyf = life
alife = alive
wan, wana, wnat, wnt, wan2 = want
breth, breathe, brething, breething, breatheing = breathing
overdos = overdose
oded = overdosed
oding = overdosing
od = overdose
unconcious, unconscience, unconsious, uncouncious = unconscious
perscription = prescription
bleu = blue
purpel = purple
fent, fentynal, fentanil, fetanyl = fentanyl
narcaned, narcans, narcanned = narcan
xanex, zanax = xanax
seizer, seizers, siezure, siezures, seisure, seizur = seizure
halucinating, hallucinateing = hallucinating
theirself, theirselves, themselfs, themself = themselves
hisself = himself
urself = yourself
kiero, qiero, kero, qero = quiero
kiere, qiere = quiere
ke, q = que
bebito, bebita, vebe = bebe
rrespira = respira
myslef, mysef, meself = myself
""")
# One letter left out, put in, replaced or exchanged for its neighbor is mended in these.
KEYWORDS = frozenset(
    """
    suicide suicidal overdose overdosed overdosing unconscious unresponsive responsive breathing
    seizure seizures convulsing hallucinating strangled threatened threatening molested molesting
    suicidarme suicidarse suicidio sobredosis convulsion convulsiones respirando respira
    inconsciente amenazo amenaza despierta matarme matarse
    """.split()  # noqa: SIM905 - as words it is read at a glance
)

"""The words that mean danger, as data.

One phrase a line, in the spelling that `normalize` gives: no accents, no apostrophes, contractions
written out. `(a|b)` is a choice, `(a )?` may be missing, `{name}` stands for a choice of `PARTS`,
and `..` for up to three words of any kind.
"""

import re
from functools import cache

PARTS = {
    "me": "myself|himself|herself|themselves|themself|yourself",
    "i": r"i|he|she|they|you|we|who|and|my \w+|his \w+|her \w+|our \w+|son|daughter|mom|dad|"
    "brother|sister|husband|wife|boyfriend|girlfriend|friend|partner|roommate|ex|stepdad|"
    "stepfather|stepmom|father|mother|uncle|boss|dealer|pimp|neighbor|guy|man",
    "them": "me|us|her|him|them|my (mom|mother|dad|sister|brother|wife|husband|son|daughter|kids|"
    r"child|children|baby|friend|girlfriend|boyfriend|family|stepfather|stepdad|ex|\w+)",
    "is": "am|is|are|was|be|been|being|keeps|started",
    "his": "my|his|her|their|your|our",
    "want": "want|wants|wanted|wanting|wish|wishes|wishing|hope|hopes|hoping|plan|plans|planning|"
    "going|ready|trying|tried|tries|try|decided|threatening|threatened|threatens|need",
    "child": "child|kids?|children|baby|babies|toddlers?|infant|newborn|sons?|daughters?|nieces?|"
    "nephews?|cousins?|sisters?|brothers?|stepson|stepdaughter|grandson|granddaughter|girls?|boys?|"
    "student|grandkids",
    "small": "child|kids?|children|baby|babies|toddlers?|infant|newborn|year old|little one|"
    "little (girl|boy|brother|sister)|grandson|granddaughter|grandbaby",
    "no": "no|not|never|no longer|nor|without",
    "wake": "wake|wake up|waking up|waking|respond|responding|come to",
    "pills": "pills?|meds|medicine|medication|tablets|capsules|sleeping pills|painkillers|opioids|"
    "benzos|antidepressants|xanax|bars|klonopin|valium|ativan|ambien|tylenol|acetaminophen|"
    "ibuprofen|advil|aspirin|benadryl|nyquil|cough syrup|insulin|gabapentin|seroquel|trazodone|"
    "lithium|adderall|percs|percocets?|oxys?|oxycodone|norcos?|vicodins?|hydrocodone|tramadol|"
    "morphine|dilaudid|methadone|suboxone|fentanyl|heroin|dope|meth|coke|cocaine|molly|blues|"
    "edibles?|gummies",
    "swallowed": "took|taken|swallowed|swallowing|ate|drank|popped|downed",
    "ingested": "took|taken|swallowed|ate|drank|popped|downed|snorted|smoked|shot|did|used|injected",
    "lots": "(way )?too (many|much)|all (of )?(my|his|her|their|the|those|these)|a bunch|a ton|lots|"
    "(a|the|an) (whole|entire|full)|a (big )?handful|a lot|double|triple|twice|twenty|thirty|forty|"
    r"fifty|(1[1-9]|[2-9]\d|\d{3})(?! (mgs?|ml|milligrams?|days?|minutes?|years?|weeks?|hours?|months?|times))",
    "means": "gun|pistol|shotgun|rifle|rope|noose|belt|razor|blade|knife|box cutter",
    "yo": "me|se|te|nos",
    "pega": "peg(a|o|an|aron|ando|ue)|golpe(a|o|an|aron|ando)|"
    "viol(o|aron|an|ando)|maltrat(a|o|an|ando)|amenaz(a|o|an|aron|ando)|"
    "(ahorc|estrangul|apunal|abofete|manose|pate|atac)(a|o|an|aron|ando)|agred(e|io|en|iendo)",
    "pegar": "matar|golpear|pegar|lastimar|hacer dano|violar|ahorcar|estrangular|apunalar",
    "pastillas": "pastillas?|pildoras?|drogas?|medicinas?|medicamentos?|clonazepam|fentanilo|"
    "metadona|heroina|tramadol|paracetamol",
    "muchas": "muchas|demasiadas|tantas|mucha|demasiada|tod[oa]s? (las?|los?|sus?|mis?)|"
    "(un|el|todo (un|el)) (frasco|bote|punado|monton|blister)( entero| completo)? de|"
    r"(una|la|toda (una|la)) (caja|botella|tira)( entera| completa)? de|[2-9]\d",
    "mi": "mis?|sus?|tus?|el|la|los|las|un|una|nuestr[oa]s?",
    "nino": "hij[oa]s?|nin[oa]s?|bebes?|hermanit[oa]|sobrin[oa]|niet[oa]|prim[oa]|hijit[oa]",
}
SUICIDE = r"""
    pray(s|ing)?( that| for)? (god|he|the lord|jesus|death) (takes|take|would take|to take|kills) (me|him|her)
    (que )?dios me (lleve|quite la vida)
    left (a|the) note and( ..)? (gun|gone|keys|phone|left|pills|rope)
    (can not|could not|not want to|no longer want to|no energy to|too tired to) keep (fighting|going|living|trying)
    ({means}|pills)( ..)? (to|at|against|on) {his} (wrists?|throat|neck|head|veins|arms?|temple|mouth|chest)
    ({means}|pills)( ..)?( ..)? (on {me}|(keep|keeps|kept) (looking|staring|thinking)|and (i )?(want|going) to (use it|do it|die))
    (looking|staring) at (the|my|a|his|her|this) ({means}|pills)
    (will|going to|want to|ready to|about to|threatening to|says|said|trying to) (he |she |to |will ){0,3}jump(?! (on|in|at|for|into|through|right|ahead|to|back|up|start|rope|the|over|rope))
    (will|going to|want to|ready to|about to|planning to|threatening to) \S+( ..)? and (just )?(die|kill {me})
    (crash|crashing|wreck|drive|driving) (the |my |his |her |a )?(car |truck |bike )?(into|off) (a|the|this) (bridge|cliff|tree|wall|river|lake|pole|truck)
    (walk|walking|step|run|running|lay|lie|laying|jump)( ..)? (into|in front of|on) (traffic|the (train|tracks|road|highway|freeway)|a (train|truck|bus|car))
    (google|googling|googled|searching|searched|looking up|looked up|researching|what|how (much|many))( ..)? (will|would|could|can|to|does it take to) kill (me|you|yourself|myself|a person)
    (no|not see a|not see any|only|easy|the only) way out(?! of)
    not care( anymore)? (if|whether) (i|he|she) (live|lives|die|dies|wake|wakes|overdose|overdoses)
    better( off)?( place)? without me
    by the time (you|anyone|they|somebody) (read|reads|see|sees|find|finds|get|gets) (this|me)
    for what i am (about|going) to do
    take care of( ..)? (when|after|once) i am (gone|dead)
    (when|after|once) i am (gone|dead) (no|not|nobody|they|everyone|you|my)( ..)?
    (sleep|sleeping) forever
    (talk|talks|talking|talked|texting|posting|joking|joked) about (dying|death|wanting to die|(killing|hanging|shooting|hurting|cutting) {me}|not being here|ending (it|{his} life))
    attempted (again|last night|yesterday|today|this (week|morning))
    (call|called|calling|texted|wrote|came|phoned|here)( ..)? to say (goodbye|good bye|bye)
    (self delete|catch the bus|ctb|toaster bath|final exit)
    (no|ya no) (quiero|quiere|puedo|puede|deseo|tengo fuerzas (para|de)|tengo ganas de) (vivir|continuar|existir|despertar|seguir)(?! (bebiendo|tomando|usando|consumiendo|fumando|con|en))
    no (quiero|quiere) (estar|seguir) (aqui|en este mundo|viv[oa])
    {yo} (quiero|quiere|voy a|va a|iba a|quise|quiso) (tirar|aventar|lanzar|arrojar|echar) (del?|desde|a|al|por) (un |el |la |las |los )?(puente|edificio|techo|ventana|balcon|tren|rio|vias|azotea|barranco|carros?|metro)
    (tengo|tiene|hay|compre|compro|con) (una |la )?(soga|horca)
    {yo} (esta|estoy|anda|ando|sigue) cortando
    mejor (me muero|morirme|muert[oa]|me mato)
    nadie (me|le) (importo|extranaria|va a extranar|importaria)
    no me importa (vivir|morir|morirme|si (me muero|vivo|no despierto))
    no (hay|veo|encuentro|le veo|tiene) (la )?salida(?! de)
    dormir(me)? (para siempre|y no despertar)
    (mundo|todos|familia|hijos|vida)( ..)? mejor(es)? sin mi
    (text|texted|texting|told|telling|messaged) (me|us|everyone|her|him|{his} \w+)( to say| saying)? (goodbye|good bye|bye forever)
    (painless|peaceful|easy|easiest|quick|quickest|fast|fastest|best|least painful)( and \w+)? (way|ways|method|methods)( to| for me to) (die|kill {me}|commit suicide|end (it|{his} life))
    how (many|much)( {pills}| of \w+| \w+ pills)?( (do|does|would|will|it|i|you|take|takes|need|have|needed)){1,5} to (die|kill (me|you|a person|myself)|overdose|end it|not wake up)
    (should|deserve to|deserves to|need to|ought to|might as well|let me) (just )?(die|be dead|kill {me})
    (hate|hates) (being alive|living|that i am (still )?(alive|here)|waking up)
    (done|finished|through) (with (life|living|this life)|living)
    plan and (the )?(means|intent)
    (took|taken|take|swallowed|overdosed?|overdosing)( ..)? (on purpose|to (die|end it|kill {me}))
    suicidal (and|again|right now|please|call|help)
    (sober|clean|recovered|depressed|alone) and suicidal(?! (people|patients|clients|teens|adults|thoughts))
    tie a noose
    (join|be with) (him|her|them|my \w+) in (heaven|death|the grave)
    (wish|wishing|wishes) (i|he|she) (had )?(overdosed|died)( instead| too)?
    {want} (to )?overdose
    (como|formas? de|maneras? de) (morir|morirme|matarme|suicidarme)( ..)? (sin dolor|rapido|sin sufrir)
    cuant[oa]s?( ..)?( ..)? para (morir|morirme|matarme|suicidarme|no despertar)
    (merezco|deberia|necesito) (morir|morirme|estar muert[oa]|matarme)
    {yo} (despedi|despidio|despide|despidiendo) de (todos|mis hijos|su familia|mi familia|la familia|todo el mundo)
    (nobody|no one) (would|will|is going to) (miss|notice|care) (me|if i)( ..)?
    {pills} and (i )?(am )?(going to |will |want to |about to )?(take|taking|swallow|swallowing) (them|it|these) all( ..)?
    (off|offing|unalive|unaliving) {me}
    (wish|hope) (i|he|she)( had| could have| would have)? never (woke|woken|waked|opened {his} eyes)( up)?
    (kill|killing|kills|killed|shoot|shooting|hang|hanging|drown|drowning|poison|stab) {me}
    (hurt|hurting|harm|harming|cut|cutting|burn|burning) {me}( again| on purpose| badly| tonight)?
    self (harm|harming|harmed|injury)
    {want} (to )?(die|be dead|not (exist|live|be alive)|never wake up|disappear forever)
    (want|wanted) (to )?just (die|be dead)
    just want (to (die|be dead)|it (all )?to (end|stop|be over))
    (not|no longer|never)( even| really)? want to (be alive|live|be here|exist|go on|wake up|be on this (earth|planet))( anymore)?
    not want to (die|be around anymore|keep (going|living))
    (thinking|thought|think|thoughts|dream|fantasize|fantasizing)( about| of) (dying|death|suicide|ending (it|everything|things|my life)|killing|jumping|being dead|not (being|living|waking))
    (feel|feeling|feels) like (dying|ending (it|everything|my life|things)|i (should|could) die|i want to die)
    (wish|wishes) (i|he|she|they) (was|were|am|would be|could be)( not| never)? (dead|born|alive|here)
    wish (i|he|she) (would never wake up|had never been born|could (just )?(die|not wake up|disappear)|would (die|not wake up))
    (wish|hope|pray) (i|to god i)( just| could| will| do)? (not wake up|never wake up|die|not wake)( ..)?
    (rather|better( off)?)( be| if i (was|were|am)| being)? dead
    better off (without|if) (me|i)( was| were| am)?( dead| gone| not here)?
    (be|is|are|so much) (better|happier|easier)( off)? (without me|if i (was|were|am) (not|gone|dead)|if i (just )?(died|disappeared))( ..)?
    (i am|i am just|i feel like|he is|she is) a burden to .. (would be|be) better
    (end|ending|take|taking|took) {his} (own )?life
    (end|ending|ends) (it all|it tonight|everything|things tonight|it now|my suffering|my pain)
    (going|want|ready|plan|planning|decided) to end (it|things|everything|this|my life)
    (no|not see (a|any|the|much)|not have (a|any)|no more|what is the) (reason|point)( for (me|him|her))?( in| to| of)( keep)?( on)? (live|living|be alive|being alive|go on|going on|stay alive|exist)
    (nothing|no one|nobody) (left )?to live for
    (life|living|it) is not worth (living|it anymore|it)( anymore)?
    (can not|can not keep|not) (go on|live) (like this|anymore|with this|another day|this way)
    can not (do this|do life|do it|take it|take this|live|keep (going|living|doing this)|stand (being alive|living)) anymore
    (tired|sick) of (living|being alive|life|existing)
    (want|would like|ready) to (go to sleep|sleep) and (never|not) wake( up)?
    (tonight|this|today) is (my|the) last (night|day)
    (will not|not going to|not) (be here|be alive|be around|wake up) (tomorrow|in the morning|much longer|anymore|by morning)
    (suicide|suicidal)( ..)? (note|plan|letter|attempt|tonight|now|thoughts|feelings|ideation)
    (suicide|suicidal) (note|plan|letter|attempt|thoughts|feelings|ideation|pact)
    (feel|feels|feeling|am|is|are|was|been|getting|so|very|become|became|being|seems|really) suicidal
    (commit|committing|committed|commits|attempt|attempted|attempting|contemplating|considering|about|of|by|threatens|threatening|threatened|tried|mentions|mentioned|talking|talks) suicide
    (goodbye|farewell|suicide|good bye) (note|letter|text|message|video|post)
    (wrote|leaving|left|sent|posted|sending|saying|said) .. (goodbye|good bye) .. (forever|note|letter|kids|everyone|everybody|pills|bridge)
    (goodbye|good bye)( everyone| everybody)? (forever|this is it|i am (sorry|done with life))
    (gun|pistol|rope|noose|razor|blade|bridge|pills) and a plan
    (gun|pistol|barrel) (to|in|at|against) {his} (head|mouth|temple|chest)
    (jump|jumping|jumped|throw {me}|throwing {me}) (off|from|in front of|out of|into) (a|the|my|that|this) (bridge|roof|building|balcony|train|window|overpass|traffic|cliff|truck|car|river)
    (slit|slitting|cut|cutting) {his} (wrist|wrists|arm|arms|throat|veins)
    (tied|bought|made|has|have|got|tying) (a|the) noose
    (pills|gun|rope)( are| is)? (counted|lined|laid|all set|loaded|ready|in my hand|in front of me)( out| up)?
    have a plan to (die|end|kill|do it)
    (giving|gave|given|gives) away (all )?{his} (things|stuff|possessions|belongings|pets)
    (drink|drug|drinking|starve|starving) {me} to death
    (hang|hung|hanging) {me}
    (quiero|quiere|queria|quisiera|deseo|desea|prefiero|prefiere|ganas de|pienso en|piensa en) (morir|morirme|morirse|estar muert[oa]|matarme|matarse|suicidarme|suicidarse|desaparecer|no existir)
    {yo} (quiero|quiere) (morir|matar|suicidar)
    (suicidarme|suicidarse|suicidarnos|suicidarte|suicidare|me suicido|se suicida|me suicidare)
    (voy|va|intento|intente|quiero|quiere|puedo|trato|trata|tratando|pensando|pienso|piensa)( a| en| de)?( ..)? (matarme|matarse|ahorcarme|ahorcarse|colgarme|cortarme|cortarse|quitarme la vida|quitarse la vida)
    (me voy|se va|nos vamos|te vas) a (matar|suicidar|quitar la vida|colgar|ahorcar)
    (quitarme|quitarse|quitarte) la vida
    {yo} (quiero|quiere|voy a|va a|intento|intente|quito|quita) (quitar |quito )?la vida
    (acabar|terminar) con (mi|su|tu) (propia )?vida
    (acabar|terminar) con todo( esto)?
    (pensamientos|ideas|intento de|nota de|intentos de|pacto de) (suicidas?|suicidio)
    (estoy|esta|soy|es|siento|siente) suicida
    no (quiero|quiere|queria|deseo) (vivir|seguir viviendo|seguir vivo|seguir viva|estar vivo|estar viva|despertar|existir|estar aqui|vivir mas)
    no (le )?(tengo|tiene|hay|encuentro|encuentra|veo|ve)( el| la| ninguna?)? (razon|razones|motivo|motivos|ganas|sentido)( para| de| en| a)? (vivir|seguir|seguir viviendo|la vida|despertar)
    (la|mi) vida (ya )?no (tiene sentido|vale la pena)
    ya no (puedo mas|aguanto mas|aguanto esta vida|puedo seguir|quiero estar aqui)
    (estaria|estarian|estaran|estoy|estaremos) mejor (muert[oa]s?|sin mi|si me muero|si no existiera|si me muriera)
    (ojala|quisiera) (me muera|no despertar|estuviera muert[oa]|no hubiera nacido|me hubiera muerto|me muriera|no despertara|no despierte)( ..)?
    (cansad[oa]|hart[oa]) de (vivir|la vida|estar viv[oa])
    (carta|nota|mensaje) de despedida
    {yo} (corto|corta|cortando|hago dano|hace dano|lastimo)( a mi mismo| a mi misma| los brazos| las venas)
    {yo} (estoy|esta) cortando
    (tirarme|aventarme|lanzarme|saltar|tirarse|aventarse|lanzarse|saltando) (del?|desde|por|a la) (un |el |la )?(puente|edificio|techo|ventana|balcon|tren|rio)
"""
SUICIDE_ALONE = r"""
    (i |im |feeling |feel |am )?(suicide|suicidal|suicidal ideation|suicidal thoughts|kill myself|want to die)( help| hotline| line| now| number| lifeline)?
    (how to )?(kill myself|die|commit suicide|end my life)
    (suicidio|suicida|suicidarse|matarme|morir)( ayuda)?
    988( lifeline| hotline)?
"""
OVERDOSE = r"""
    survived (an )?(overdose|od)
    (hard|difficult|impossible) to (wake|wake up|rouse)
    (think|thought|maybe|sure|afraid|scared)( that)? (it|there) (was|is|had|might be|has)( ..)? (fentanyl|laced|poison)
    (struggling|struggles|unable|hard|difficulty|trying|trouble|not able|labored)( to| with| for (him|her|me) to)? breathing(?! (exercises|through|room|easier|deep))
    (tomo|tome|trago|trague|bebio|ingirio)( ..)? (veneno|cloro|raticida|insecticida|anticongelante|lejia)
    ({swallowed})( ..)? ({lots})( ..)? (of )?({pills}|bottle|dose)(?! (a|per|every|each|for) )
    ({ingested}) (\S+ ){1,6}(and|now)( ..)? (nodding|passed out|racing|pounding|blue|slurring|limp|gurgling|snoring|hallucinating|throwing up)
    (is|be|was) (this|it|that) an overdose
    (know|tell|sure|check)( ..)? (overdose|overdosing|overdosed)
    (breath|breaths)( ..)?( ..)? (every|per|a) (\w+ )?(minutes?|seconds?|few|so often)
    (barely|hardly|not|semi|half) (responsive|responding|conscious|moving|reacting)
    (he|she|they) (can not|will not) (stay (awake|conscious)|keep {his} eyes open)
    (lips|face|fingers|nails|skin)( ..)? (bluish|blueish|grayish|purplish|ashen)
    foam( ..)?( ..)? mouth
    (chest|he|she|body|baby)( ..)? not (moving|rising|move)
    i think (he|she|they|my \w+) (is|are|might be|may be) dead
    (doing|giving|started|need|needs) (cpr|chest compressions|rescue breaths)(?! (training|class|classes|certification|certified))
    (has|have|having|is it|is this|got) alcohol poisoning
    (he|she|baby|kid|son|daughter|is|am) choking(?! (up|game))
    (se )?(paso|pase|excedio) (de|con|en) (la )?(dosis|droga|fentanilo|heroina|pastillas)
    (tomo|tome|trago|trague|comio|comi|metio|meti)( ..)? (como|casi|mas de|unas)? ?([1-9]\d|{muchas}) (de )?(\w+ )?({pastillas})
    ({i}|someone|somebody) (overdosed|overdoses)
    (gasping|gasps|fighting) for (air|breath)
    (shot|shot up|did|smoked|snorted|injected|used|had) (way )?too much (dope|heroin|fentanyl|meth|coke|cocaine|{pills})
    (he|she|i|they|we|my \w+) mixed {pills} (and|with) \w+
    (went|gone|going|is|body) (limp|lifeless)
    eyes( ..)? (rolled|rolling)( back)?
    (cold|clammy|snoring|nodded out|nodding out|slumped over)( ..)? and (not|can not|will not|i can not|blue|barely)
    (sin|no (le )?(tiene|hay|encuentro|siento|encontramos)( el| su)?) pulso
    (ahogando|ahoga|ahogandose)( ..)? vomito
    (esta|estoy) (ahogando|ahogandose|asfixiando|muriendo)
    no (lo|la|le|se|me|los) (puedo|podemos|logro|pude) (despertar|respirar|reanimar)
    no (lo |la |los )?(puedo|podemos|logro|pude) (despertarl[oa]|despertar|reanimarl[oa])
    se (desmayo|desvanecio|desplomo)( ..)? no
    siento que me (muero|voy a morir|estoy muriendo)
    (tomo|tome|trago|trague|tomaron|tomado|tomando|comio|comi|ingirio|metio|meti) ({muchas}) (\w+ )?({pastillas})
    (have|has|had|having|just|she|he|i|they|think|may have|might have|we|you|son|daughter|who|brother|sister|husband|wife|mom|dad|friend|boyfriend|girlfriend|roommate|almost|nearly|be|is|are|am|been|about to|going to|will|to|could) (overdosed|overdosing|overdose)
    (having|took|take|taking|has taken|is|like|possible|it an|accidental|think it was) (an )?overdose
    overdosed (on|again|last night|yesterday|today|this morning|tonight|in|at|just now|and)
    overdosing
    (overdose|overdosing) (now|right now|in progress|happening)
    (not|barely|hardly|stopped|can not|quit|trouble|struggling|unable to|not even|is not even|only) breathing( ..)?
    (breathing) (has )?(stopped|is (slow|slowing|shallow|weird|weak|very slow|so slow|really slow)|really slow|very slow|slow)
    (slow|shallow|weird|no) breathing( and| now)
    (not|will not|can not|does not|did not|never|would not|not even) ({them} )?{wake}
    (can not|can not get|could not|unable to|trying to|not able to) (wake|get|rouse) (him|her|them|my \w+|up my \w+|the \w+|\w+)( to)?( up| awake| wake up)
    (tried|trying) to wake (him|her|them) (up )?(and|but)( ..)? (nothing|not|no)
    not (moving|responding|responsive|answering me|breathing|waking)( or \w+)?
    (is|are|went|was|found .. |lying there|totally|completely|gone|passed out) (unresponsive|unconscious)
    (unresponsive|unconscious)( on| in| and| right| after|\Z)( ..)?
    (lips|face|fingers|fingertips|nails|skin|fingernails|hands)( ..)? (blue|purple|gray|grey)
    (blue|purple|gray|grey) (lips|face|fingertips|fingernails|nails)
    (turning|turned|going|went|looks|looking|getting) (blue|purple|gray|grey)( ..)?
    (gurgling|death rattle|choking on (his|her|their|my) (vomit|puke|own vomit)|foaming at the mouth)
    (took|taken|taking|swallowed|swallowing|ate|swallow|popped|downed|take) (too (much|many)|(all|a whole|a bunch|a whole bottle|a bottle|the whole bottle|the entire bottle|a handful|handfuls|a ton|a lot|lots|so many|20|30|40|50|60) ?(of )?({his} |the |these |those )?(\w+ )?({pills}|bottle|pills))( ..)?
    (took|taken|swallowed|ate|drank|used) too (much|many)( ..)?
    (took|swallowed|taken|drank)( ..)? (on purpose|bleach|antifreeze|drain cleaner|to die|rat poison)
    (a|the) (whole|entire) bottle of ({pills}|\w+ pills)
    (gave|give|giving|given|used|hit) (him|her|them|my \w+)?( ..)?(narcan|naloxone)( ..)? (not working|still|not|nothing|no response|did not|is not|out)( ..)?
    (narcan|naloxone) (is not|not|did not|does not) (working|work|help|helping|wake)( ..)?
    (narcan|naloxone) and( ..)? (still|not|nothing|no)( ..)?
    (passed out|nodded out|fell out|collapsed|out cold|blacked out) and (can not|will not|is not|not|i can not|he is not|she is not|he will not|she will not|we can not)( ..)?
    (no|can not find a|not find a|weak|not feel a|can not feel a|barely a) pulse
    (heart|pulse) (has )?stopped
    (call|calling|need|send|get)( an)? (911|ambulance|paramedics)( ..)?
    911
    (he|she|they|brother|son|mom|dad|friend|boyfriend|girlfriend|sister|daughter) (is |just |might be |may be )?(dying|dead on|dead in)( ..)?
    (tiene|tuvo|esta teniendo|sufrio|sufriendo|esta en|fue|es|hubo|una|de) (una |tenido una )?sobredosis( ahora| anoche| de \w+)?
    no (respira|esta respirando|puede respirar|despierta|puedo despertar|responde|reacciona|se despierta|se mueve|se mueve ni \w+|tiene pulso|puedo respirar|logro despertar|podemos despertar|quiere despertar)( ..)?
    (dejo de|casi no|apenas|deja de) (respira|respirar)
    (labios|cara|unas|dedos)( ..)? (azules?|morad[oa]s?|gris(es)?)
    (poniendo|puso|pone) (azul|morad[oa]|gris)( ..)?
    (esta|quedo|encontre|encontramos|cayo|sigue) (inconsciente|desmayad[oa]|tirad[oa])( ..)?
    (se )?(metio|uso|inyecto|fumo|consumio) (demasiad[oa]|de mas|mucha droga)
    (llamen|llame|llamar|necesito|manden)( ..)? ambulancia
"""
OVERDOSE_ALONE = r"""
    (overdose|overdosed|overdosing|od|sobredosis|signs of overdose|overdose signs|overdose symptoms|fentanyl overdose|overdose help|what to do overdose|unresponsive|unconscious|not breathing|can not breathing|emergency|911|ambulance|blue lips|what to do in an overdose|what to do if someone overdoses|emergencia|ambulancia)( now| help)?
"""
VIOLENCE = r"""
    i (just )?(stabbed|shot|strangled) (someone|somebody|him|her|them|a \w+|my \w+)
    (he|she|they|my \w+) (broke|fractured|busted|split|bloodied) my (arm|nose|jaw|ribs?|leg|hand|wrist|teeth|tooth|lip|face|finger)
    {i} (threw|throws|pushed|pushes|shoved|shoves|slammed|slams|dragged|drags|pinned|knocked|held|grabbed|grabs|pulled) {them} (down (the )?(stairs|steps)|to the (floor|ground)|against|across|into (a|the) (wall|door|table|mirror|floor)|on the (floor|ground)|by (the|my|her|his) (hair|neck|throat|arm|arms|face))
    (am|is|are|was) hiding (from (him|her|them|my (abuser|ex|boyfriend|husband|dad|stepdad|pimp|dealer))(?! that)|in (the|a|my) (closet|bathroom|basement|attic|garage))
    (forcing|forces|forced|making|makes|made|force) (me|her|us|him|my \w+) (to )?(have sex|sleep with|prostitute|strip|sell (my body|myself|sex|drugs)|shoot up|use)( ..)?
    (gave|left|leaves) me( ..)? (black eye|bruises|bruised|bloody|bleeding)
    (stalking|following) (me|us|her)( home| around)?
    (drugged|roofied) me
    (shoot up|blow up|burn down|bomb) (the|this|that|your|my|a) (\w+ )?(school|clinic|work|office|place|rehab|building|church|hospital|center|house)
    snap and (hurt|kill|stab|shoot)
    (threw|swinging|swung|charged|ran) (a |at me with a |the )?(knife|gun|bat|machete|axe|hammer)
    ({pega})( ..)? a {mi} (mama|mami|madre|papa|padre|herman[oa]s?|espos[oa]|abuel[oa]|novi[oa]|mujer|{nino})
    me (avento|empujo|jalo|arrastro|tiro|agarro)( ..)?( ..)? (pared|escaleras|suelo|piso|pelo|cabello|cuello)
    (tiene|tienen|tenia) (encerrad[oa]|amarrad[oa]|secuestrad[oa])
    (me )?(dejo|deja|lleno|tengo)( ..)? (moretones|morada|el ojo morado|golpes)
    me (persigue|acosa|acecha|sigue a todas partes)
    (being|am|getting|is) (physically |sexually )?abused by( ..)?
    (afraid|scared|worried|terrified)( that)? (he|she|they)( is| are)?( will| going to| might| may| could| would)? (kill|hurt|harm|shoot|stab|hit|beat|come back|find (me|us)|do it again)
    {yo} (ha|han) (pegado|golpeado|maltratado|violado|amenazado)( ..)?
    (he|she|they|dad|mom|boyfriend|husband|man) (will|is going to|are going to|might|may|would|could|wants to|tried to|threatened to) (kill|hurt|beat|harm|hit|shake|take) (the|our|her|his|these) {child}( ..)?
    (afraid|scared|worried|terrified)( that)? i( will|ll| am going to| might| may| could)? (kill|hurt|harm|shoot|stab|shake|hit) (a|the|my|our|somebody|someone|people|him|her|them|everyone)( ..)?
    (miedo|temo)( de| a)? que( ..)? (lastime|lastimen|mate|maten|golpee|haga dano|pegue|hiera|viole)( ..)?
    {i} (is |was |has |just |never |always |still |keeps |started |kept |really |nearly |almost |been |be )?(hit|hits|hitting|beat|beats|beating|beaten|punched|punches|punching|choked|chokes|choking|strangled|strangles|strangling|kicked|kicks|kicking|slapped|slaps|slapping|attacked|attacking|attacks|raped|rapes|raping|stabbed|stabbing|assaulted|assaulting|assaults|abuses|abused|abusing|hurts|hurting|shoved|shoves|burned|burns) {them}( ..)?
    (beats|beat|beating|choked|strangled|punched|raped|stabbed|assaulted|slapped|attacked) me( up| again| last night| today| badly| when| with| until| yesterday| in| and|\Z)( ..)?
    (hits|hitting|hit) me( when| again| last night| every| with| in the| so hard| today| and| hard| if|\Z)( ..)?
    (was|got|been|being|am|is|were|getting) (raped|assaulted|beaten up|strangled|stabbed|sexually assaulted|trafficked|shot|held hostage|beaten by (my|his|her|a|him|them))( ..)?
    (threatened|threatens|threatening|threaten|threats|threat) (to )?(kill|hurt|shoot|stab|beat|harm|burn|me|us|her|him|my \w+|with)( ..)?
    (he|she|they|dealer|stalker) (will|is going to|are going to|would|said will|wants to|want to|is trying to|tried to|tries to|going to|might|is gonna) (kill|hurt|shoot|stab|beat|murder|find and kill|strangle|rape) (me|us|her|him|them|my \w+)( ..)?
    (said|says|told me|swears|swore|promised)( ..)? (will|would|going to) (kill|hurt|shoot|stab|beat|murder) (me|us|her|him|them|my \w+)( ..)?
    (i|and) ((am )?going to|want to|will|might|could|am about to|feel like i (could|will)|plan to) (kill|shoot|stab|murder|strangle|hurt|beat) (him|her|them|someone|somebody|everyone|everybody|people|my (husband|wife|boyfriend|girlfriend|ex|dad|father|mom|mother|stepfather|stepdad|stepmom|boss|brother|sister|neighbor|roommate|kids|baby|family|dealer))( ..)?
    (want|wants|wanting|thoughts of|thinking about|thinking of|feel like|urge to|urges to|plans|planning|going) (to )?(kill|killing|hurt|hurting|harm|harming|shoot|shooting|stab|stabbing) (someone|somebody|other people|people|others|him|her|them|everyone|everybody|my (husband|wife|ex|boss|dad|father|mom|mother|stepfather|stepdad))( ..)?
    (afraid|scared|terrified|frightened) (of|for) (my (life|husband|wife|boyfriend|girlfriend|ex|partner|dad|father|stepdad|stepfather|safety|roommate|son|pimp)|him|what he (will|might)|our lives)( ..)?
    (afraid|scared|terrified|not safe|unsafe) to (go|be|stay|sleep) (home|at home|in my (own )?(home|house)|with him)
    (fear|fearing) for (my|her|his|our) (life|safety|lives)
    not safe (at home|here|with (him|her|my \w+)|in my (own )?(home|house)|right now)( ..)?
    (pointing|pointed|pulled|holding|held|waving|waved|put|puts|aiming|aimed|pull|pulls|came at .. with)( a| the| his| her)? (gun|knife|machete|pistol|rifle|weapon|bat)( ..)?
    (has|have|had|got|with|grabbed|brought|carrying|there is|holding) (a|his|the|her) (loaded )?(gun|knife|machete|pistol|rifle|weapon)( ..)?
    (breaking|broke|trying to break|kicking) (in|down my door|down the door|into my (house|apartment|room))( ..)?
    (will not|not|never|refuses to) let me (leave|go home|go outside|out of the (house|room)|call anyone|use (the|my) phone)
    (locked|locks|locking|trapped|holding|keeping) me (in|inside|here|hostage|prisoner)( ..)?
    domestic (violence|abuse) (now|right now|help|shelter|situation|victim)
    (in|leave|leaving|escape|escaping|fleeing|flee|victim of|of) (an |a )?(abusive|violent|domestic violence|domestic abuse) ?(relationship|marriage|husband|home|boyfriend|partner|household|situation|ex)?
    my abuser
    my (husband|wife|boyfriend|girlfriend|partner|ex|dad|father|stepdad|mom|mother|fiance) (is|gets|got|became|becomes|has become|turned|can be|was) (so |very |physically |getting |really )?(violent|abusive|physical with me)( ..)?
    {yo} (esta |estan )?({pega})( ..)?
    (quiere|va a|dijo que .. va a|intento|trato de|amenaza con|amenazo con) (matarme|matarnos|golpearme|pegarme|lastimarme|hacerme dano|matarla|matarlo)( ..)?
    (me|nos|la|lo|los|las) (va a|van a|quiere|quieren|quiso|quisieron|queria|intento|trato de|intenta|trata de) ({pegar})( ..)?
    (con|tiene|saco|trae|apunto con|apuntando con|amenazo con) (un|una|el|la|su) (arma|pistola|cuchillo|navaja|machete|rifle)( ..)?
    (tengo|tenemos|con) miedo (de|a|por) (mi|que|nuestra) (vida|esposo|marido|novio|pareja|ex|papa|padre|padrastro|me mate|me pegue|me golpee|me haga|nos mate)( ..)?
    no (estoy|estamos|me siento) (a salvo|segur[oa])( ..)?
    (no me deja|no nos deja) (salir|ir|llamar)( ..)?
    (voy a|quiero|lo voy a|la voy a) (matar a|matarlo|matarla|matarlos|lastimar a)( ..)?
    (violencia|abuso) (domestica|en mi casa|en casa|intrafamiliar|sexual)( ..)?
"""
VIOLENCE_ALONE = r"""
    (domestic violence|domestic abuse|violencia domestica|abusive relationship|abusive husband|rape|raped|stalker|violencia|abuso)( help| hotline| shelter| ayuda)?
"""
CHILD = r"""
    ({small})( ..)?( ..)? (mom|mommy|mother|dad|daddy|father|parents|grandma|babysitter)( is| are)? (passed out|high|drunk|wasted|using|nodding)
    ({small})( ..)?( ..)? (getting|being|gets|is) (hit|beaten|beat|hurt|abused|slapped|molested|touched|starved|kicked)
    not (fed|feeding|feed) (the|her|his|their|my|our) {child}
    (dad|stepdad|uncle|brother|grandpa|boyfriend|father|stepfather|cousin|he) (comes|gets|climbs|sneaks|came|crawls) (in|into) my (room|bed)
    ({nino})( ..)?( ..)? (se )?(comio|trago|tomo|bebio|metio)( ..)? ({pastillas}|cloro|gomitas?|alcohol|suboxone)
    (deja|dejo|dejan|dejaron)( ..)? {mi} ({nino}) (sol[oa]s?|encerrad[oa]s?|en el (carro|coche))
    (will|might|could|going to|want to|about to) (kill|hurt|harm|shake|hit|smother|drown) (the|{his}) (\w+ )?({small})
    ({small})( ..)? (found|got into|picked up|grabbed|put|took)( ..)? ({pills}|meth|drugs|needle|syringe|edibles?)
    le ({pega})( ..)? {mi} ({nino})
    (there is a|there are|with a|have a|his|her) ({child})( ..)? (and|but|while) (nobody|no one|everybody|everyone|they|she|he|mom|dad|all) (is |are |all ){0,3}(sober|awake|high|drunk|using|passed out|wasted)( ..)?
    (touch|touches|touching|touched|molest|molests|molested|molesting|rapes|raped|raping|abuses|abused|abusing|hits|hit|hitting|beats|beat|beating|shakes|shook|starves|starving|chokes|choked|burns|burned|is hurting|keeps hurting|hurts|sexually abused|sexually abusing|locks|locked)( ..)? {his} (\w+ )?{child}( ..)?
    (touch|touches|touching|molest|molests|molested|molesting|shaking|abusing|abuses|starving|beating|beats|hurting|neglecting|neglects) (the|a|our|these|those) (\w+ )?({child})( ..)?
    (molests|molested|molesting|raping|touches|touching|touched) me( ..)?
    (baby|toddler|child|kids|children|infant|newborn|kid|little one|daughter|son)( ..)? (alone|unattended|by himself|by herself|by themselves|locked in|in danger|not safe|being (abused|hurt|neglected|molested|beaten|hit)|unsafe|neglected|has bruises|have bruises|covered in bruises|not (been )?(fed|eaten|eating))( ..)?
    (left|leaves|leaving|leave) (the|{his}) (\w+ )?({child})( ..)? (alone|unattended|in the car|with no \w+|by themselves|home alone|for days|in a hot car)( ..)?
    (baby|toddler|child|kid|infant|son|daughter|year old|grandson|granddaughter|two year old|little one|little (girl|boy|brother|sister)) (just |may have |might have |has |accidentally |probably )?(ate|swallowed|drank|got into|eaten|swallow|found and ate|licked|chewed)( ..)? ({pills}|edible|edibles|gummies|gummy|methadone|patch|drugs|vape|bleach|alcohol|vodka|weed|strip|pill)( ..)?
    (using|high|drunk|nodding|nodded off|passed out|nods off|smoking (meth|crack|fentanyl)|shooting up|driving drunk)( ..)? (with|around|while holding|in front of|next to|holding|near) (the|her|his|their|my|a|our) (baby|toddler|newborn|infant|kids|kid|child|children)( ..)?
    (child|kid|baby) (abuse|neglect|trafficking) (now|right now|happening|next door|hotline|report|reporting|in)( ..)?
    (report|reporting|suspect|suspected) child (abuse|neglect)
    (abusa|abusan|abuso|abusando|toca|tocando|toco|pega|pegando|golpea|golpeando|viola|violo|lastima|lastimando|maltrata|maltratando)( sexualmente)?( de| a)? {mi} (\w+ )?({nino})( ..)?
    (abusa|abusan|abuso|abusando) de (mi|ella|el|ellos|los ninos|las ninas|una nina|un nino)( ..)?
    (nin[oa]s?|hij[oa]s?|bebe)( ..)? (sol[oa]s?|en peligro|abandonad[oa]s?|encerrad[oa]s?|golpead[oa]s?|moretones)( ..)?
    (nin[oa]|hij[oa]|bebe) (se )?(comio|trago|tomo|bebio)( ..)? (pastillas?|pildoras?|drogas?|medicina|metadona|alcohol|gomita|gomitas|cloro)( ..)?
    (deja|dejo|dejan|dejaron)( ..)? (nin[oa]s?|hij[oa]s?|bebe) (sol[oa]s?|encerrad[oa]s?|en el carro|en el coche)( ..)?
    {mi} (padrastro|papa|padre|tio|mama|abuelo|hermano|primo) me (toca|viola|toco|pega|golpea|manosea|manoseo)( ..)?
"""
CHILD_ALONE = r"""
    (child abuse|child neglect|child in danger|abuso infantil|maltrato infantil|abuso de menores|molested|childhelp)( help| hotline| ayuda)?
"""
# Around what stands alone it means nothing.
FILLER = r"""
    (please|pls|plz|help|help me|now|asap|urgent|por favor|ayuda|ayudenme|auxilio|urgente|ahora|rapido)
"""
# Of its own no danger; with violence it means a child.
MINOR = r"""
    i am (only |just |almost )?([5-9]|1[0-7])( years old| yrs old)?
    i am a (kid|child|minor|teenager|teen|high schooler|student)
    tengo ([5-9]|1[0-7]) anos
    soy (menor|nin[oa])( de edad)?
    (5|6|7|8|9|1[0-7]) year old( ..)?
"""
WITHDRAWAL = r"""
    (having|has|had|have|another|getting|gets|get|in|a bad|a big|grand mal|keeps having|first) (a |an |another |his first |her first |grand mal |multiple |violent |withdrawal |alcohol |bad )?(seizure|seizures|convulsion|convulsions)( ..)?
    (is|are|am|was|started|keeps|started to) (seizing|convulsing|convulse)( ..)?
    (seizure|seizures) (right now|now|from withdrawal|and|again|last night|today|this morning|wont stop|will not stop)( ..)?
    (having|has|have|got|in|think|is|going into|into|the) (the )?(dts|delirium tremens|d ts|delirium)( ..)?
    (hallucinating|hallucinates)( ..)?
    (seeing|sees|hearing|hears|started to see|see|hear) (things|bugs|spiders|voices|snakes|shadows)( ..)?
    (shaking|trembling|shakes|tremors) (badly|so bad|so badly|uncontrollably|violently|really bad|so hard|all over|and (sweating|seeing|confused|vomiting|hallucinating))( ..)?
    (can not|not|will not) stop (shaking|vomiting|throwing up|convulsing|puking|trembling)( ..)?
    (withdrawal|withdrawals|detoxing|quit drinking|stopped drinking|cold turkey)( and)?( ..)? (confused|delirious|incoherent|fever|chest pain|racing heart|seizures|hallucinations)( ..)?
    (he|she|dad|mom|is|am) (is )?delirious
    (convulsionando|convulsiona)( ..)?
    (dando|dio|da|tiene|teniendo|tuvo|dieron|con|sufriendo|sufrio) (una |un |muchas |otra )?(convulsion|convulsiones|ataque epileptico)( ..)?
    (alucinando|alucina|delirium tremens|delirando|delira)( ..)?
    (ve|esta viendo|oye|escucha|esta oyendo|veo|oigo|viendo) (cosas|voces|bichos|gente)( ..)?
    (tiembla|temblando|temblores)( ..)? (mucho|sin parar|no para|no paran|sin control|confundid[oa]|y suda)( ..)?
    no (para|deja|puede parar|puedo parar|dejo) de (temblar|vomitar|convulsionar)( ..)?
"""
WITHDRAWAL_ALONE = r"""
    (seizure|seizures|dts|delirium tremens|alcohol withdrawal seizure|withdrawal seizure|convulsiones|convulsion|seizure help|seizure what to do)( now| help)?
"""
# Sayings, titles, teaching and mourning: taken out before the rest is read.
HARMLESS = r"""
    (what is|what are|what is meant by|que es|que son|define|definition of|meaning of|que significa) (an |a |una |un |el |la )?(overdose|suicide|sobredosis|suicidio|domestic violence|child abuse|delirium tremens|violencia domestica)
    (die|dying) (my|her|his|some|easter|the|a) (\w+ )?(hair|eggs|shirts?|yarn|fabric|clothes|wool|dress)
    me (va a|van a) matar si (llego|falto|olvido|se me)
    (kill|kills|killing) me (if|when) i (am late|miss|skip|forget|take (time|\d+ days|off)|do not call)
    (overdosed?|overdosing|overdoses|sobredosis) (on|of|de) (the |my |too much )?(chocolates?|sugar|candy|sweets|coffee|cookies|cake|pie|ice cream|pizza|turkey|food|carbs|tv|netflix|news|football|podcasts|cuteness|christmas|azucar|dulces|cafe|informacion|television|futbol|carino)
    (lose|losing|loss of|grieving|mourning)( ..)? (to|from|by|after) (an |a )?(overdose|suicide)
    {yo} (estoy |esta )?(muero|muere|muriendo|moria|mori)( por| de) \w+
    (atacan?|ataco) (los|las|el|la) (antojos?|ganas|nervios|risa|ansiedad|alergia)
    (die|dye|dying|dyeing) (my|her|his|their|your) hair( ..)?
    911 (good samaritan|law|laws|act)( ..)?
    (no )?{yo} (pega|pego|pegan|golpea|golpeo) (el alcohol|la cerveza|el vino|el cafe|la droga)( ..)?
    not want to be (here |around )?(anymore )?in (this|that|the|my) (town|city|state|house|program|job|facility|place|apartment|neighborhood|unit|hospital|room|meeting|group|relationship)( ..)?
    not want to be here in( ..)?
    (unconscious|unresponsive) (of|bias|biases|mind|desire|desires|thoughts?|patterns?|fears?)( ..)?
    (suicide|suicidal|overdose|seizure|violence|abuse|sobredosis|suicidio|violencia|suicidas) (prevention|awareness|training|education|statistics|stats|rates?|squad|data|survivors?|class|classes|course|research|loss|deaths?|prevencion|response (training|class|kit)|reversal (training|kit)|first aid training)
    (prevention|prevent|preventing|prevencion|prevenir|preventing an|prevent an|prevention of|prevencion de|prevencion del|prevenir el|prevenir la|prevenir una|awareness of|about preventing)( of| de| del| el| la| an| una)? (suicide|overdose|overdoses|seizures|sobredosis|suicidio|violencia|convulsiones|violence|child abuse)( training| classes| course)?
    (signs|risk|history|rates?|rate|number|causes?|statistics|training|class|talk|book|movie|song|article|study|documentary|podcast|lecture|workshop|webinar|charla|libro|pelicula|articulo|taller|curso|riesgo) (of|about|for|on|in|de|sobre|acerca de) (an |a |the |la |el |una |suicidal |alcohol ){0,3}(suicide|overdose|overdosing|seizures?|suicidio|sobredosis|domestic violence|child abuse|violencia domestica|abuso infantil|withdrawal seizures|drug overdose|hallucinating)
    (died|passed away|passed|gone|die|dies|lost \w+|lost my \w+|lost our \w+|lost a \w+|lost (him|her|them)|dead|death|murio|fallecio|perdi a mi \w+) (of|from|to|by|after|due to|de|por) (an |a |una |la )?(\w+ )?(overdose|suicide|od|seizure|sobredosis|suicidio)
    (kill|killed|killing|kills|beat|beaten|beats|beating) (my|the|these|those|this|that|your|his|her|our) (\w+ )?(cravings?|habits?|addiction|urges?|time|mood|buzz|odds|lights|engine|vibe|interview|workout|heat|traffic|rush|clock|system|monster|demons?|presentation|disease|boredom|battery|eggs|drum|drums|record|score|budget|appetite|pain|ego|competition|game|team|boss level|level|dragon|weeds)
    (would|could) kill for( ..)?
    (i|you|we|he|she|it|who) (am )?(killing|killed|kill) it
    (hit|hits|hitting) (me|us|him|her) (up|that|like|when i realized|how|why|hard that|with (the bill|a bill|a charge|fees|questions)|on the phone|later)
    it (really |just |finally |suddenly )?(hit|hits|hurt|hurts|burns|kills|killed|beat|beats) (me|us|him|her)
    (beat|beats|beating) (me|us|him|her|them) (to|at|by|in (chess|pool|cards|a|the)|there)( ..)?
    (beat|beating|beats) (myself|himself|herself|yourself) up
    (cut|cutting|cuts) (myself|himself|herself|yourself|themselves) (off|shaving|some slack|a slice|a piece|a break|out|loose|while (shaving|cooking|chopping)|on (a|the) (can|knife|paper|glass|page|tin)|slicing|chopping|cooking|opening)( ..)?
    (burn|burned|burning) (myself|himself|herself|yourself) (out|on the (stove|oven|grill)|cooking)
    (hurt|hurting) (myself|himself|herself) (at work|at the gym|playing|lifting|in a fall|falling|skiing|running|in the accident|working|on the job|moving)
    shoot (me|us|him|her|them) (a|an) (email|text|message|call|line|note)
    (survivors?|programs?|history|shelters?|groups?) (of|for|with) (survivors of )?(an? )?(domestic (abuse|violence)|child abuse|violencia domestica|abuso)
    end (this|my|the|that|our) (addiction|habit|cycle|relapse|dependence|pattern|chapter|stigma)
    (goodbye|good bye|farewell) (letter|note|text|message) to (my )?(heroin|alcohol|drugs|addiction|vodka|drinking|meth|cocaine|wine|old \w+|disease|cigarettes|fentanyl)
    (senales|sintomas|signos) de (una |la )?(sobredosis|suicidio)
    (killing|kill) (me|us|him|her|them) (softly|with kindness)
    (no one|nobody|not|never) (wake|wakes|want|wants|wanted) (up early|the bed)
    (wake|waking|get) up (early|late|at|before|hungover|with a hangover|in time|for (work|school|class|the|my|church)|on time)( ..)?
    (will not|does not|would not|did not|not) (respond|come to|responding) (to (my|our|the|your|email|emails|calls|treatment|texts|messages)|(my|our|the) (\w+)|church|meetings|group|class|work|family|dinner|visit)( ..)?
    (chat|site|page|website|app|phone|laptop|computer|screen|line|link|form|map|button|clinic|office|facility|staff|nobody|insurance)( ..)? (not|unresponsive)( ..)?
    (alone|sola?|solos?) time
    (see|seeing|sees|hear|hearing|saw) (people|things|stuff) (\w+ )?(differently|clearly|through|get|getting|recover|change|as|from|in (meetings|recovery|a new)|who|like|laugh|smile|sober|i|that (help|helped|matter)|for|more)( ..)?
    (ve|veo|viendo|ver) (cosas|gente) (buenas|que|mejor|sana|nueva|feliz|recuperarse)( ..)?
    (took|taken|take|takes|taking) too (much|many) (time|long|money|energy|effort|space|days|risks|classes|hours|responsibility|for granted|calls|shifts|notes|of my time)( ..)?
    (drank|used|drink|eat|ate|worked) too much( coffee| soda| water| sugar| candy| cake| food| turkey| pizza| in (college|my|the)| at (the|my|parties)| as a)?
    (call|called|calling|calls|call it|know when to call|when to call|when should (i|we) call|dial) 911 (for|is|if|when|training|in|service|operator|operators|dispatcher|works)( ..)?
    (suicide|suicidal|911|september) (squeeze|door|doors|king|memorial|museum|turbo|porsche)
    (porsche|apt|apartment|suite|room|unit|box|route|highway) 911
    (blue|purple|gray|grey) (light|sky|moon|monday|cross|shield|hair|ribbon|chip)
    (hair|sky|light|lights|screen|water|nails|paint|wall|walls|walls are|leaves|beard|car|sign|mood ring)( ..)? (turning|turned|going|went|getting) (blue|purple|gray|grey)
    (painted|paint|painting|polish|dyed|did) (my|her|his|their) (nails|face|fingernails|lips|hair) (\w+ )?(blue|purple|gray|grey)
    (going|turning|went|getting|turned) (gray|grey)
    (do|does|can|will|is it (normal|possible|true)|how|why|if|what) (you |i |we |one |people |it )?(have|get|having|treat) (seizures?|convulsions?)( ..)?
    (treat|take|accept|help|admit) (people|patients|someone|clients|anyone) (who|with)( ..)?
    (attack|attacking|hit|hits|beat|beats) (the|my|his|her|our) (gym|road|books|bottle|bar|snooze|books|brakes|goal|target|numbers?|wall|drums?|egg|eggs)
    (heart|panic|asthma) attack(s|ed)?
    (drop|dead) (dead|line|end|lift|gorgeous|tired|wood|weight|battery|phone|sea|poets|serious)( ..)?
    (la|el|un|una|mi|su) (hambre|sed|risa|curiosidad|aburrimiento|sueno|frio|calor|cansancio)
    {yo} (muero|muere|moria) de (hambre|sed|risa|ganas|frio|sueno|calor|verguenza|curiosidad|aburrimiento|la risa|nervios|miedo|cansancio)
    (ganas de|quiero|quisiera) morir(me)? de (risa|hambre|la risa|verguenza)
    (want|wanted|going|thought i would) to die (of|from|laughing) (embarrassment|laughter|laughing|boredom|shame|cringe|hunger|the heat|happiness|old age|natural causes)
    want to die (sober|happy|clean|old|in my sleep at \w+|peacefully|with dignity|an old \w+|a happy \w+)
    {yo} (pega|pego|golpea|golpeo) (el sol|la gripe|la nostalgia|la tos|el antojo|el frio|mucho calor|la realidad|la cruda)( ..)?
    (matar|matando|mate|mato) (el|la|los|las|mi|mis) (tiempo|antojo|antojos|ganas|aburrimiento|habito|vicio|hambre|mal habito)
    (died|die|dying|dies) (laughing|of (boredom|laughter|embarrassment|old age|hunger|curiosity|thirst)|to (know|see|try|hear|meet|find|ask|go|get|tell|read|eat)|inside|down|out|hard)
    (is|was|be|am|are) dying to( ..)?
    (phone|battery|engine|car|plant|plants|signal|link|tv|laptop|wifi|dog|cat|fish|cactus|watch|clock) (is |just |was |might be )?(dying|dead)( ..)?
    (deja|dejo|dejan) (de) (mi|su)
    (hurt|hurts|hurting|abused|abusing|abuses) (my|his|her|the|their|our|your) (\w+ )?(feelings|back|knee|foot|ankle|pride|leg|arm|shoulder|wrist|body|trust|drugs?|alcohol|pills|meds|prescription|substances?|opioids?|credit|reputation|chances|stomach|head|finger|hand|hip|liver|neck|throat|wallet|career)
    (touch|touched|touches|touching) (my|his|her|our|their|the|me) (\w+ )?(heart|soul|base|lives|life|deeply|so deeply|so much|a drink|spirit|hearts|a drop|so)( ..)?
    (story|article|words|song|letter|post|book|kindness|message|poem|sermon|speech|video|it|what you (wrote|said)|this|that|testimony|comment)( has| have| really| just)? (touched|touches|hit|hits|hurt|beat) (me|us|my \w+)( ..)?
    (stay|stays|staying|be|sit|play) (home )?alone( time)?
    (gun|knife) (show|laws?|control|skills?|set|safety( class| course)?|range|store|rights|block)
    (broke|breaking|break|kicking|kicked|break) (in|down) (my|our|new|the|crying|in tears|laughing|shoes|and cried|his|her) ?(shoes|boots|tears|habit|costs?|barriers?|stigma|steps)?
    (trapped|locked) me (in|into) (a|the) (contract|cycle|lease|habit|loop|debt|plan|payment plan|program contract)
    end (of|things with|it with) (life|him|her|my (ex|boyfriend|girlfriend|dealer|relationship|sponsor)|alcohol|drinking|drugs|vodka|care)( ..)?
    (ending|end|ended) (it|things|everything) (with|between)( ..)?
    (acabar|terminar) con (el|la|las|los|mi|mis|su|tus) (adiccion|alcohol|drogas?|relacion|novi[oa]|vicio|estigma|dependencia|consumo|deudas|antojos)
    (tired|sick) of (living|life) (like|in (sober|chaos|a lie|this house|my car)|with (my|the|cravings)|sober house|a lie)
    not (worth it|want to (live|go on)) (in (a|the|sober|that|this)|with (roommates|my parents|strangers|the|my)|at|near|far|there|medication|methadone|a (trip|date|cruise)|on (medication|a))( ..)?
    not want to be (here|around) (anymore )?(because (the food|it|of)|when (they|my)|for (christmas|thanksgiving)|people who|drinkers|them|drugs|alcohol|old friends|my old)( ..)?
"""
# What somebody says is not so. "But" after it takes the denial back.
DENIED = r"""
    (does|do|did|is|has|have) not (hit|hitting|beat|beating|choke|abuse|abusing|rape|touch) ({them}|anyone|anybody)
    (did|does|has|have) not (overdose|overdosed)
    (not|never|no longer|nor)( (been|feel|feeling|currently|actively|actually|really|at all|at this time)){0,3} suicidal
    (no|not|never|without) ((had|have|having|any|more|current|active) ){0,4}suicidal (thoughts|ideation|feelings)
    ({no}|any|denies|denied|deny) ((had|have|having|any|more|current|active|a) ){0,4}(thoughts?|plans?|intent|intention|idea|desire) (of|for|to|about) (suicide|self harm|(killing|hurting|harming|kill|hurt|harm) {me}|die|dying|end {his} life)
    (denies|denied|deny) (any )?(suicide|suicidal \w+|self harm|overdose)
    (would|will|could) never (kill|hurt|harm|cut) {me}
    not (going to|planning to|planning on|about to|thinking about|thinking of|considering|trying to) (kill|killing|hurt|hurting|harm|harming|ending|end|suicide) ?({me}|{his} life|it all)?
    not want to die (i|we|he|she) (just |only |really )?(want|wants|need|needs) to (live|get|(stop|quit)(?! (living|existing|being|breathing|life))|be|beat|recover|stay)
    (never|has not|have not) (\w+ )?(hit|hits|beaten|beat|hurt|hurts|choked|abused|threatened|raped|touched|attacked|molested|slapped|punched) ({them}|anyone|anybody)
    (never|has not|have not) (overdosed|overdose|attempted suicide|tried to kill {me}|had (a seizure|seizures))
    (no|nunca|ni|tampoco) (soy|estoy|es|esta|me siento|he sido) suicida
    (no|nunca|ni|tampoco) (he |ha )?(pienso|pensado|piensa|voy a|planeo|tengo|tiene|tenido|intento|intentado|quiero)( ..)? (suicidarme|suicidarse|matarme|quitarme la vida|hacerme dano|suicidas?|suicidio)
    no (me )?quiero (morir|morirme|matarme|suicidarme)
    (no|nunca|jamas) {yo} (ha |han )?({pega}|pegado|golpeado|tocado|maltratado)
"""
# After a denial: what takes it back.
UNLESS = r"""
    (\S+ ){0,6}(but|yet|until|before|except|maybe|only|today|tonight|tomorrow|pero|hasta|aunque|sino|hoy)
    (this|that|every|often|hard|too|as|when|much|where|unless|enough|asi|tanto|in front of|like)
"""
PAST = r"""
    cuando (eramos|teniamos|estaba|estabamos)( ..)?
    (in|during) my (active )?(addiction|using days|drinking days|childhood|youth|past) (i|he|she|we) (was|were|had|tried|wanted|felt|overdosed|would|used|lost)
    (was|were) (a|an|the|adult) (child|kid) of
    (grew|growing) up( ..)?
    when we (was|were) (little|kids|young|children|small)
    survived (an |a |my |his |her |two |several ){0,3}(overdose|overdoses|suicide attempt|suicide)
    sobreviv(i|io)( a)? (una |mi |un )?(sobredosis|intento de suicidio)
    (before|until) (rehab|treatment|recovery|sobriety|therapy|getting (clean|sober)|(i|he|she|we) (got (clean|sober|help|into)|went (to|into) (rehab|treatment|detox)|came (here|to you)|found (recovery|treatment|help|this|you)|entered|quit|stopped (using|drinking)))
    (clean|sober|in recovery|in remission) (ever )?since
    since (i|he|she|we) (finished|completed|got (clean|sober|out|help)|started (treatment|therapy|recovery)|left rehab|came here)
    \w+ (years|months|yrs) (of )?(clean|sober|sobriety|recovery)
    (and|but|has|have|is|am) (fully |since )?(recovered|survived)
    (llevo|llevamos|lleva|cumpli|cumplo)( ..)? (anos|meses) (limpi[oa]|sobri[oa]|sin)
    de (nin[oa]|joven|adolescente|chic[oa]|pequen[oa])
    antes de (entrar|llegar|venir) (aqui|a (rehabilitacion|tratamiento|recuperacion|ustedes))
    antes de (conocerlos|recuperarme|rehabilitarme|la rehabilitacion|estar (limpi[oa]|sobri[oa]))
    en (19\d\d|20[012]\d)
    (years|decades) ago
    used to
    (\w+|many|some|several|a few|\d+) (years|yrs|decades) (ago|back|later|clean|sober)
    (a|one|over a) (year|decade) (ago|sober|clean|later)
    last year
    back (then|in (the|19\d\d|20\d\d|college|my|high school|those)|when)
    in (19\d\d|20[01]\d|20[12]\d|the (nineties|eighties|seventies|past)|high school|college|my (twenties|teens|thirties|20s|30s))
    when i was (a|an|in|younger|young|little|using|drinking|growing|\d+|seven|eight|nine|ten|eleven|twelve|\w+teen|still)( ..)?
    as (a|an) (child|kid|teen|teenager|addict|young \w+)
    (no longer|not) (want to (die|kill|end|hurt)|suicidal|thinking of suicide|having|wanting to die|wish i)( ..)? anymore
    no longer (want to die|suicidal|feel suicidal|feeling suicidal|think about suicide|think of suicide|having|have|hurt|cut|wish|scared|afraid)( ..)?
    (hace|hacia) (\w+|muchos|unos|\d+) anos
    (antes|en aquel entonces|en el pasado|el ano pasado|de nin[oa]|cuando era|ya no)( queria| pensaba| tenia| me| quiero morir)( ..)?
    cuando (era|tenia|usaba|bebia|vivia)( ..)?
"""
PRESENT = r"""
    (?<!never )again
    (relapsed|recai|last night|yesterday|this morning|anoche|ayer)
    just (took|used|shot|did|swallowed|overdosed|tried)
    after( ..)? (years|months|days)( of)? (clean|sober|sobriety|recovery)
    (?<!longer )(?<!not )(?<!never )(?<!to )(want|wants|am going|is going|about|plan|plans|need|needs) to \S*( ..)?(die|kill|overdose|end (it|{his} life|everything)|(cut|hurt|hang|shoot) {me}|be with (him|her))
    (am|is|are|been|feel|feels|feeling|and|but|still|so|very) suicidal
    (?<!not )(?<!never )(am|is|are|and|keep|keeps|i|not stop) (think|thinks|thinking) (of|about) (suicide|dying|ending|killing|hurting|cutting)
    (?<!not )(?<!never )(hits|beats|chokes|punches|kicks|slaps|threatens|hurts|abuses|rapes|molests|touches|strangles|stabs) {them}
    (has|have|keeps) (been )?(beaten|beating|hit|hitting|choked|choking|threatened|threatening|hurt|hurting|abused|abusing|touched|touching) {them}
    (?<!no )(me |se )?(quiero|quiere|voy a|va a|pienso|piensa) (morir|morirme|morirse|matarme|matarse|matar|suicidarme|suicidarse)
    (?<!no )me (quiero|voy a) (morir|matar)
    {yo} (pega|golpea|viola|maltrata|amenaza)
    now (he|she|they) (hits?|beats?|chokes?|punch(es)?|kicks?|threatens?|says|keeps?)
    (still|tonight|right now|lately|this time|otra vez|todavia|de nuevo|sigue|sigo|aun|ahora (me|se|el|ella|mi|dice|quiere)|esta noche|come back|is back|are back|coming back|worse|anymore since|tomorrow|this week|starting to)
"""
_PART = re.compile(r"\{(\w+)\}")


@cache
def expressions(name: str) -> tuple[str, ...]:
    """Return the phrases of a name as regular expressions; KeyError for a name that is none."""
    lines = globals()[name.upper()].split("\n")
    return tuple(_expression(line.strip()) for line in lines if line.strip())


def _expression(phrase: str) -> str:
    """Return one phrase as an expression without groups that capture."""
    whole = _PART.sub(lambda part: f"({PARTS[part[1]]})", phrase)
    whole = whole.replace(" ..", r"(?: \S+){0,3}")
    return re.sub(r"\((?!\?)", "(?:", whole)


@cache
def words() -> frozenset[str]:
    """Return every word that occurs in a phrase."""
    names = [name for name, value in globals().items() if name.isupper() and isinstance(value, str)]
    texts = [phrase for name in names for phrase in expressions(name)]
    return frozenset(re.findall(r"(?<!\\)\b[a-z]{2,}", " ".join(texts)))

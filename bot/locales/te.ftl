# What the bot says in Telugu; what stands in { } is put in by the program. The format is Fluent: https://projectfluent.org
language-name = తెలుగు

## Telegram shows these before the first message: at most 512 and 120 characters.
description =
    నన్ను ప్రశ్న అడగండి: ఏ భారతీయ భాషలోనైనా, మీకు వచ్చిన స్పెల్లింగ్‌తో, లేదా ఇంగ్లీషు అక్షరాల్లో. బాగా సరిపోయే వ్యాస భాగాన్ని మూలంతో సహా జవాబుగా ఇస్తాను. ఏ వ్యాసంలోనూ లేనిది నేను చెప్పను.
short-description = భారతీయ భాషల్లోని వ్యాసాల నుంచి ప్రశ్నలకు జవాబులు, మూలంతో సహా.

command-ask = ప్రశ్న అడగండి
command-start = ఎలా అడగాలి
command-help = ఇది ఎలా పనిచేస్తుంది
command-sources = దేని గురించి అడగవచ్చు
command-settings = నేను మాట్లాడే భాష

start =
    ప్రశ్న అడగండి, దానికి జవాబును { $articles ->
        [one] ఒక వ్యాసంలో
       *[other] { $articles } వ్యాసాల్లో
    } వెతుకుతాను. ప్రతి జవాబూ ఒక వ్యాసంలోని భాగమే, దాని మూలం కూడా చూపిస్తాను; జవాబు లేకపోతే లేదని చెబుతాను.

    తెలుగులో, ఇంగ్లీషు అక్షరాల్లో, మీకు వచ్చిన స్పెల్లింగ్‌తో: ఎలాగైనా రాయవచ్చు.

help =
    మీ ప్రశ్న పంపండి. బాగా సరిపోయే వాక్యం ముందు వస్తుంది, సరిపోలిన పదాల కింద గీత ఉంటుంది, అది ఎక్కడ ఉందో కింది వరుస చెబుతుంది.

    • ఒక జవాబుకు “మరి ఎప్పుడు?” అని రిప్లై ఇవ్వండి: దాన్ని ముందటి ప్రశ్నతో కలిపి వెతుకుతాను.
    • ఒకే వ్యాసంలో లేదా ఒకే భాషలో వెతకాలంటే, ప్రశ్న తర్వాత “in:” అని రాసి, దాని పేరు రాయండి.
    • పొడవైన పాఠ్యం పంపండి, అది ఏ వ్యాసంలో ఉందో చెబుతాను.
    • గ్రూపులో /ask తర్వాత, వేరే ఏ చాట్‌లోనైనా @{ $bot } తర్వాత ప్రశ్న రాయండి.

    /sources: దేని గురించి అడగవచ్చు
    /settings: నేను మాట్లాడే భాష

group-help =
    ఈ గ్రూపులో /ask తర్వాత ప్రశ్న రాయండి, నా జవాబుల్లో ఒకదానికి రిప్లై ఇవ్వండి, లేదా @{ $bot } అని రాసి అడగండి. లేకపోతే నేను మాట్లాడను.

    /sources: దేని గురించి అడగవచ్చు

no-answer = ఈ వ్యాసాల్లో దీనికి జవాబు లేదు.
articles-about = ఈ వ్యాసాలు వీటి గురించి:
more-articles = { $count ->
        [one] … ఇంకా ఒకటి
       *[other] … ఇంకా { $count }
    }
try-asking = మీరు ఇలా అడగవచ్చు:
# A question about something, put together from an article's own words; in the article's language.
about-topic = “{ $topic }” గురించి ఏం చెప్పారు?

# The line below an answer that repeats the question.
asked = ప్రశ్న:
# The same, where a follow-up was asked together with the question before it.
asked-together = ముందటి ప్రశ్నతో కలిపి:
# Added to that line where only one article or one language was searched.
asked-in = “{ $where }”లో మాత్రమే

ask-back = ఎవరి గురించి లేదా దేని గురించి అడుగుతున్నారు? ఆ వ్యక్తి, ప్రదేశం లేదా వస్తువు పేరు కూడా రాయండి.
ask-usage = కమాండ్ తర్వాత ప్రశ్న రాయండి, ఇలా: /ask అది ఎవరు అన్నారు? ఏదైనా సందేశానికి రిప్లైగా /ask అని మాత్రమే రాస్తే, ఆ సందేశాన్నే వెతుకుతాను.
no-such-place = “{ $name }” పేరుతో ఇక్కడ వ్యాసం గానీ భాష గానీ లేదు. ఏమేం ఉన్నాయో /sources చూపిస్తుంది.
text-found = ఈ పాఠ్యంలో { $share } ఒక వ్యాసం నుండి వచ్చింది. ఎక్కువగా ఉన్న భాగం:
text-not-found = ఈ పాఠ్యం ఈ వ్యాసాల్లో లేదు.
late = క్షమించండి, జవాబు ఆలస్యమైంది.
flood = మీరు చాలా వేగంగా అడుగుతున్నారు: నేను నిమిషానికి { $count } ప్రశ్నలకు జవాబిస్తాను. మిగతావాటికి ఒకదాని తర్వాత ఒకటి జవాబిస్తాను.
too-fast = దయచేసి ఒకసారికి ఒక్క ప్రశ్నే అడగండి. { $seconds ->
        [one] ఒక సెకను
       *[other] { $seconds } సెకన్ల
    } తర్వాత మళ్లీ జవాబు ఇస్తాను.

sources-heading = మీరు { $articles ->
        [one] ఒక వ్యాసం
       *[other] { $articles } వ్యాసాల
    } గురించి అడగవచ్చు:
passages = { $count ->
        [one] ఒక భాగం
       *[other] { $count } భాగాలు
    }
paragraph = పేరా { $number }

## Buttons: as short as can be, three stand in a row on a phone.
button-previous = ◀ వెనక్కి
button-next = తర్వాత ▶
button-place = { $number }/{ $total }
button-context = సందర్భం
button-passage = భాగం మాత్రమే
button-source = మూలం
button-copy = కాపీ
button-helpful = 👍 ఉపయోగపడింది
button-unhelpful = 👎 ఉపయోగపడలేదు
button-only-article = ఈ వ్యాసంలోనే
button-only-language = { $language } మాత్రమే
button-everywhere = అన్ని వ్యాసాల్లో
button-more = మరిన్ని భాగాలు
button-chat = చాట్‌లో అడగండి

# What a screen reader says for 1/3.
place = { $total }లో { $number }
vote-thanks = ధన్యవాదాలు, నమోదు చేసుకున్నాను.
button-outdated = ఈ బటన్ ఇప్పుడు పనిచేయదు. దయచేసి ప్రశ్నను మళ్లీ పంపండి.
inline-no-answer = ఈ వ్యాసాల్లో లేదు: చాట్‌లో అడగండి

settings-choose = నేను ఏ భాషలో మాట్లాడాలి? మీరు ఏ భాషలోనైనా అడగవచ్చు.
settings-done = ఇకపై నేను తెలుగులో మాట్లాడతాను.

only-text = నేను రాసినదాన్ని మాత్రమే చదవగలను. మీ ప్రశ్నను సందేశంగా రాసి పంపండి.
unknown-command = ఈ కమాండ్ నాకు తెలియదు. ప్రశ్న పంపండి, లేదా /help చూడండి.
went-wrong = నా వైపు ఏదో పొరపాటు జరిగింది. దయచేసి కాసేపటి తర్వాత మళ్లీ అడగండి.
away = ఇప్పుడు వ్యాసాలను తెరవలేకపోతున్నాను. దయచేసి ఒక నిమిషం తర్వాత మళ్లీ అడగండి.

chat-welcome = { $articles ->
        [one] ఒక వ్యాసం
       *[other] { $articles } వ్యాసాల
    } గురించి ప్రశ్న అడగండి; జాబితాకు /sources, సహాయానికి /help, ముగించడానికి /quit.
chat-help = ప్రశ్న రాసి Enter నొక్కండి. బాగా సరిపోయే వాక్యం బోల్డ్‌లో ఉంటుంది, సరిపోలిన పదాల కింద గీత ఉంటుంది. /sources వ్యాసాల జాబితాను చూపిస్తుంది, /quit (లేదా Ctrl-D) ముగిస్తుంది.

## For the people who keep the library: they send documents and links, and see what was asked.
command-stats = ఏమేం అడిగారు
command-unanswered = జవాబు దొరకని ప్రశ్నలు

# To somebody else who sends a document or a link.
keepers-only = ఈ సేకరణను చూసుకునేవారు మాత్రమే దీనికి వ్యాసాలు చేర్చగలరు. నన్ను ప్రశ్న అడగండి, వారు చేర్చిన వ్యాసాల్లో జవాబు వెతుకుతాను.
# The bot answers from a folder or an index that it cannot add to.
library-fixed = నేను ఒక ఫోల్డర్ నుంచి జవాబులు ఇస్తాను, దానికి నేను ఏమీ చేర్చలేను. వ్యాసాన్ని అక్కడ పెట్టండి, లేదా ఆ ఫోల్డర్ లేకుండా నన్ను ప్రారంభించండి.

# While a document is taken in, one message after another in the same place.
adding-fetching = { $name } తెస్తున్నాను …
adding-reading = { $name } చదువుతున్నాను …
added = చేర్చాను:
added-updated = నవీకరించాను:
added-unchanged = ఇది ఇప్పటికే సేకరణలో ఉంది:
adding-not = { $name } చేర్చలేకపోయాను: { $reason }
button-undo = వెనక్కి తీసుకోండి
undone = వెనక్కి తీసుకున్నాను: { $title }
undone-not = దీన్ని ఇక వెనక్కి తీసుకోవడం కుదరదు.

# Why a document was not taken in, after a colon.
refused-empty = అందులో పాఠ్యం ఏమీ లేదు.
refused-scanned = దాని పేజీలు చిత్రాలుగా ఉన్నాయి. పాఠ్యం గుర్తింపు (OCR) చేసి మళ్లీ పంపండి.
refused-legacy-font = అందులోని పాఠ్యం Kruti Dev లాంటి పాత ఫాంట్ కోడ్‌లో ఉంది. దాన్ని Unicode లోకి మార్చి మళ్లీ పంపండి.
refused-too-large = అది { $megabytes } MB కంటే పెద్దది. భాగాలుగా పంపండి.
refused-too-many-pages = అందులో చాలా ఎక్కువ పేజీలు ఉన్నాయి. భాగాలుగా పంపండి.
refused-too-heavy = దాన్ని చదవడానికి చాలా ఎక్కువ సమయం లేదా మెమరీ కావాలి. భాగాలుగా గానీ మామూలు పాఠ్యంగా గానీ పంపండి.
refused-locked = దానికి పాస్‌వర్డ్ ఉంది. పాస్‌వర్డ్ లేకుండా పంపండి.
refused-damaged = ఫైల్ పాడైంది. కొత్తగా భద్రపరచి మళ్లీ పంపండి.
refused-not-text = అది పాఠ్యం కాదు, లేదా UTF-8 లో లేదు. UTF-8 పాఠ్యంగా భద్రపరచి మళ్లీ పంపండి.
refused-unknown-kind = ఈ రకం ఫైల్‌ను నేను చదవలేను. దాన్ని .txt, .md, .html, .pdf, .docx లేదా .epub గా పంపండి.
refused-no-address = ఇది వెబ్ పేజీ చిరునామా కాదు.
refused-no-such-host = అలాంటి చిరునామా లేదు. సరిగ్గా రాశారో లేదో చూడండి.
refused-private-address = అది ప్రైవేటు నెట్‌వర్క్‌లోకి వెళ్తుంది, అక్కడి నుంచి నేను ఏమీ తీసుకురాను.
refused-unreachable = పేజీ తెరుచుకోవడం లేదు. తర్వాత మళ్లీ ప్రయత్నించండి.
refused-too-slow = పేజీ తెరుచుకోవడానికి చాలా సమయం పడుతోంది. తర్వాత మళ్లీ ప్రయత్నించండి.
refused-login = లాగిన్ అయిన తర్వాతే ఈ పేజీని చదవవచ్చు. దాన్ని బ్రౌజర్‌లో భద్రపరచి ఫైల్ పంపండి.
refused-not-found = అలాంటి పేజీ లేదు.
refused-refused = పేజీ సర్వర్ దాన్ని ఇవ్వడానికి నిరాకరిస్తోంది. దాన్ని బ్రౌజర్‌లో భద్రపరచి ఫైల్ పంపండి.
refused-no-feed = అక్కడ ఫీడ్ లేదు.
refused-library = ఇప్పుడు సేకరణను మార్చడం కుదరడం లేదు. కారణం లాగ్‌లో ఉంది; తర్వాత మళ్లీ ప్రయత్నించండి.

# What was asked, below a picture of the questions a day.
stats-none = గత { $days ->
        [one] ఒక రోజులో
       *[other] { $days } రోజుల్లో
    } ఎవరూ ఏమీ అడగలేదు.
stats-asked = గత { $days ->
        [one] ఒక రోజులో
       *[other] { $days } రోజుల్లో
    }: { $questions ->
        [one] ఒక ప్రశ్న
       *[other] { $questions } ప్రశ్నలు
    }, { $share } ప్రశ్నలకు జవాబు దొరికింది.
stats-speed = సగం జవాబులు { $median } మిల్లీసెకన్లలో వచ్చాయి, 100లో 95 జవాబులు { $p95 } మిల్లీసెకన్లలో.
stats-most-asked = ఎక్కువగా అడిగినవి:
stats-slowest = ఎక్కువ సమయం పట్టినవి:
stats-unanswered = జవాబు దొరకనివి:
stats-votes = వ్యాసాల వారీగా ఓట్లు:

unanswered-heading = { $count ->
        [one] ఒక ప్రశ్నకు జవాబు దొరకలేదు. తీసేయడానికి దాన్ని నొక్కండి:
       *[other] { $count } ప్రశ్నలకు జవాబు దొరకలేదు. తీసేయాల్సిన ప్రశ్నను నొక్కండి:
    }
unanswered-none = జవాబు దొరకని ప్రశ్న ఒక్కటీ లేదు.
unanswered-dismissed = తీసేశాను.

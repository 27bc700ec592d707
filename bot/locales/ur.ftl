# What the bot says in Urdu; what stands in { } is put in by the program. The format is Fluent: https://projectfluent.org
# The left-to-right mark { "\u200E" } keeps /, @ and : on their side of a Latin word.
language-name = اردو

## Telegram shows these before the first message: at most 512 and 120 characters.
description =
    مجھ سے سوال پوچھیے: کسی بھی ہندوستانی زبان میں، جیسا املا آپ کو آتا ہو یا انگریزی حروف میں۔ میرا جواب کسی مضمون کا سب سے موزوں اقتباس ہوتا ہے، حوالے کے ساتھ۔ جو بات کسی مضمون میں نہیں، وہ میرے جواب میں بھی نہیں۔
short-description = ہندوستانی زبانوں کے مضامین سے سوالوں کے جواب، حوالے کے ساتھ۔

command-ask = سوال پوچھیے
command-start = سوال کیسے پوچھیں
command-help = یہ کیسے کام کرتا ہے
command-sources = کس بارے میں پوچھ سکتے ہیں
command-settings = میری زبان

start =
    مجھ سے سوال پوچھیے، اس کا جواب { $articles ->
        [one] ایک مضمون
       *[other] { $articles } مضامین
    } میں تلاش کیا جائے گا۔ میرا ہر جواب کسی مضمون کا اقتباس ہوتا ہے، حوالے کے ساتھ؛ جواب نہ ہو تو صاف بتا دیا جاتا ہے۔

    اردو میں لکھیے، انگریزی حروف میں، یا جیسا املا آپ کو آتا ہو۔

help =
    اپنا سوال بھیجیے۔ سب سے موزوں جملہ سب سے پہلے ہوتا ہے، سوال سے ملنے والے الفاظ کے نیچے لکیر ہوتی ہے، اور نیچے کی سطر بتاتی ہے کہ وہ کہاں لکھا ہے۔

    • کسی جواب پر ریپلائی میں “اور کب؟” لکھیے: اسے پچھلے سوال کے ساتھ ملا کر تلاش کیا جائے گا۔
    • صرف ایک مضمون یا زبان میں تلاش کرنا ہو تو سوال کے بعد “in:{ "\u200E" }” اور اس کا نام لکھیے۔
    • کوئی لمبا متن بھیجیے، پتا چل جائے گا کہ وہ کس مضمون میں ہے۔
    • گروپ میں { "\u200E" }/ask اور سوال لکھیے، کسی اور چیٹ میں { "\u200E" }@{ $bot } اور سوال۔

    آپ کس بارے میں پوچھ سکتے ہیں: { "\u200E" }/sources
    میری زبان: { "\u200E" }/settings

group-help =
    اس گروپ میں { "\u200E" }/ask اور سوال لکھیے، میرے کسی جواب پر ریپلائی کیجیے، یا { "\u200E" }@{ $bot } لکھ کر پوچھیے۔ ورنہ میری طرف سے خاموشی رہے گی۔

    آپ کس بارے میں پوچھ سکتے ہیں: { "\u200E" }/sources

no-answer = ان مضامین میں اس کا جواب نہیں ہے۔
articles-about = یہ مضامین ان کے بارے میں ہیں:
more-articles = { $count ->
        [one] … اور ایک مزید
       *[other] … اور { $count } مزید
    }
try-asking = آپ یہ پوچھ سکتے ہیں:
# A question about something, put together from an article's own words; in the article's language.
about-topic = “{ $topic }” کے بارے میں کیا کہا گیا ہے؟

# The line below an answer that repeats the question.
asked = سوال:
# The same, where a follow-up was asked together with the question before it.
asked-together = پچھلے سوال کے ساتھ ملا کر:
# Added to that line where only one article or one language was searched.
asked-in = صرف { $where } میں

ask-back = کس کے بارے میں؟ سوال میں اس شخص، جگہ یا چیز کا نام بھی لکھیے۔
ask-usage = سوال کمانڈ کے بعد لکھیے، جیسے: { "\u200E" }/ask یہ کس نے کہا؟ کسی پیغام پر ریپلائی میں صرف { "\u200E" }/ask لکھنے سے وہی پیغام تلاش کیا جاتا ہے۔
no-such-place = یہاں “{ $name }” نام کا کوئی مضمون یا زبان نہیں ہے۔ کیا کیا موجود ہے، یہ { "\u200E" }/sources سے دیکھیے۔
text-found = اس متن کا { $share } حصہ ایک مضمون سے ہے۔ سب سے زیادہ اس اقتباس میں:
text-not-found = یہ متن ان مضامین میں نہیں ہے۔
too-fast = براہِ کرم ایک وقت میں ایک سوال پوچھیے۔ میرا اگلا جواب { $seconds ->
        [one] ایک سیکنڈ
       *[other] { $seconds } سیکنڈ
    } بعد ملے گا۔

sources-heading = آپ { $articles ->
        [one] ایک مضمون
       *[other] { $articles } مضامین
    } کے بارے میں پوچھ سکتے ہیں:
passages = { $count ->
        [one] ایک اقتباس
       *[other] { $count } اقتباسات
    }
paragraph = پیراگراف { $number }

## Buttons: as short as can be, three stand in a row on a phone.
button-previous = ◀ پچھلا
button-next = اگلا ▶
button-place = { $number }/{ $total }
button-context = سیاق و سباق
button-passage = صرف اقتباس
button-source = حوالہ
button-copy = کاپی
button-helpful = 👍 مفید
button-unhelpful = 👎 مفید نہیں
button-only-article = صرف یہ مضمون
button-only-language = صرف { $language }
button-everywhere = تمام مضامین میں
button-more = مزید اقتباسات
button-chat = چیٹ میں پوچھیے

# What a screen reader says for 1/3.
place = { $total } میں سے { $number }
vote-thanks = شکریہ، نوٹ کر لیا۔
button-outdated = یہ بٹن اب کام نہیں کرتا۔ براہِ کرم سوال دوبارہ بھیجیے۔
inline-no-answer = ان مضامین میں نہیں: چیٹ میں پوچھیے

settings-choose = میں کس زبان میں بات کروں؟ سوال آپ کسی بھی زبان میں پوچھ سکتے ہیں۔
settings-done = اب سے میری زبان اردو ہے۔

only-text = مجھے صرف تحریر پڑھنی آتی ہے۔ اپنا سوال پیغام میں لکھ کر بھیجیے۔
unknown-command = مجھے یہ کمانڈ معلوم نہیں۔ سوال بھیجیے، یا { "\u200E" }/help دیکھیے۔
went-wrong = میری طرف سے کچھ گڑبڑ ہو گئی۔ براہِ کرم تھوڑی دیر بعد پھر پوچھیے۔
away = اس وقت مضامین نہیں کھل رہے۔ براہِ کرم ایک منٹ بعد پھر پوچھیے۔

chat-welcome = { $articles ->
        [one] ایک مضمون
       *[other] { $articles } مضامین
    } کے بارے میں سوال پوچھیے؛ فہرست کے لیے { "\u200E" }/sources، مدد کے لیے { "\u200E" }/help، ختم کرنے کے لیے { "\u200E" }/quit۔
chat-help = سوال لکھ کر Enter دبائیے۔ سب سے موزوں جملہ موٹے حروف میں ہوتا ہے، سوال سے ملنے والے الفاظ کے نیچے لکیر ہوتی ہے۔ مضامین کی فہرست کے لیے { "\u200E" }/sources، ختم کرنے کے لیے { "\u200E" }/quit (یا Ctrl-D)۔

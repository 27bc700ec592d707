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
late = معاف کیجیے، جواب میں دیر ہوئی۔
flood = آپ بہت تیزی سے پوچھ رہے ہیں: میں ایک منٹ میں { $count } سوالوں کے جواب دیتا ہوں۔ باقی کے جواب ایک ایک کر کے دوں گا۔
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

## For the people who keep the library: they send documents and links, and see what was asked.
command-stats = کیا پوچھا گیا
command-unanswered = بے جواب سوال

# To somebody else who sends a document or a link.
keepers-only = اس ذخیرے میں صرف اسے سنبھالنے والے ہی کچھ شامل کر سکتے ہیں۔ مجھ سے سوال پوچھیے، جواب ان کے شامل کیے ہوئے مضامین میں تلاش کیا جائے گا۔
# The bot answers from a folder or an index that it cannot add to.
library-fixed = میرے جواب ایسے فولڈر سے آتے ہیں جس میں مجھ سے کچھ شامل نہیں ہو سکتا۔ مضمون وہاں رکھ دیجیے، یا مجھے اس فولڈر کے بغیر چلائیے۔

# While a document is taken in, one message after another in the same place.
adding-fetching = اب { $name }{ "\u200E" } لایا جا رہا ہے …
adding-reading = اب { $name }{ "\u200E" } پڑھا جا رہا ہے …
added = شامل کر لیا:
added-updated = نیا نسخہ رکھ لیا:
added-unchanged = یہ ذخیرے میں پہلے سے موجود ہے:
adding-not = مجھ سے { $name }{ "\u200E" } شامل نہیں ہو سکا: { $reason }
button-undo = واپس لیجیے
undone = واپس لے لیا: { $title }
undone-not = اسے اب واپس نہیں لیا جا سکتا۔

# Why a document was not taken in, after a colon.
refused-empty = اس میں کوئی متن نہیں۔
refused-scanned = اس کے صفحے تصویریں ہیں۔ متن کی پہچان (OCR) کروا کر دوبارہ بھیجیے۔
refused-legacy-font = اس کا متن Kruti Dev جیسے کسی پرانے فونٹ کے کوڈ میں ہے۔ اسے Unicode میں بدل کر دوبارہ بھیجیے۔
refused-too-large = یہ { "\u200E" }{ $megabytes } MB سے بڑا ہے۔ حصوں میں بھیجیے۔
refused-too-many-pages = اس میں بہت زیادہ صفحے ہیں۔ حصوں میں بھیجیے۔
refused-too-heavy = اسے پڑھنے میں بہت زیادہ وقت یا میموری لگتی ہے۔ حصوں میں یا سادہ متن کی صورت میں بھیجیے۔
refused-locked = اس پر پاس ورڈ لگا ہے۔ پاس ورڈ کے بغیر بھیجیے۔
refused-damaged = فائل خراب ہے۔ اسے نئے سرے سے محفوظ کر کے دوبارہ بھیجیے۔
refused-not-text = یہ متن نہیں، یا UTF-8 میں نہیں۔ اسے UTF-8 متن کے طور پر محفوظ کر کے دوبارہ بھیجیے۔
refused-unknown-kind = اس قسم کی فائل مجھے پڑھنی نہیں آتی۔ اسے { "\u200E" }.txt، { "\u200E" }.md، { "\u200E" }.html، { "\u200E" }.pdf، { "\u200E" }.docx یا { "\u200E" }.epub کی صورت میں بھیجیے۔
refused-no-address = یہ کسی ویب صفحے کا پتا نہیں۔
refused-no-such-host = ایسا کوئی پتا نہیں۔ دیکھیے کہ صحیح لکھا ہے یا نہیں۔
refused-private-address = یہ کسی نجی نیٹ ورک میں لے جاتا ہے، جہاں سے کچھ نہیں لایا جاتا۔
refused-unreachable = صفحہ نہیں کھل رہا۔ بعد میں پھر کوشش کیجیے۔
refused-too-slow = صفحہ کھلنے میں بہت دیر لگ رہی ہے۔ بعد میں پھر کوشش کیجیے۔
refused-login = یہ صفحہ لاگ اِن کرنے کے بعد ہی پڑھا جا سکتا ہے۔ اسے براؤزر میں محفوظ کر کے فائل بھیجیے۔
refused-not-found = ایسا کوئی صفحہ نہیں۔
refused-refused = صفحے کا سرور اسے دینے سے انکار کرتا ہے۔ اسے براؤزر میں محفوظ کر کے فائل بھیجیے۔
refused-no-feed = وہاں کوئی فیڈ نہیں۔
refused-library = اس وقت ذخیرے میں تبدیلی نہیں ہو سکتی۔ وجہ لاگ میں لکھی ہے؛ بعد میں پھر کوشش کیجیے۔

# What was asked, below a picture of the questions a day.
stats-none = پچھلے { $days ->
        [one] ایک دن
       *[other] { $days } دنوں
    } میں کسی نے کچھ نہیں پوچھا۔
stats-asked = پچھلے { $days ->
        [one] ایک دن
       *[other] { $days } دنوں
    } میں: { $questions ->
        [one] ایک سوال
       *[other] { $questions } سوال
    }، { $share } کا جواب ملا۔
stats-speed = آدھے جواب { $median } ملی سیکنڈ کے اندر ملے، 100 میں سے 95 جواب { $p95 } ملی سیکنڈ کے اندر۔
stats-most-asked = سب سے زیادہ پوچھے گئے:
stats-slowest = سب سے زیادہ وقت لینے والے:
stats-unanswered = بے جواب:
stats-votes = ہر مضمون کے ووٹ:

unanswered-heading = { $count ->
        [one] ایک سوال کا جواب نہیں ملا۔ اسے ہٹانا ہو تو دبائیے:
       *[other] { $count } سوالوں کے جواب نہیں ملے۔ جسے ہٹانا ہو، اسے دبائیے:
    }
unanswered-none = کوئی سوال بے جواب نہیں۔
unanswered-dismissed = ہٹا دیا۔

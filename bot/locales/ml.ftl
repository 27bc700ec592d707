# What the bot says in Malayalam; what stands in { } is put in by the program. The format is Fluent: https://projectfluent.org
language-name = മലയാളം

## Telegram shows these before the first message: at most 512 and 120 characters.
description =
    എന്നോട് ചോദ്യം ചോദിക്കൂ: ഏത് ഇന്ത്യൻ ഭാഷയിലും, നിങ്ങൾക്കറിയാവുന്ന സ്പെല്ലിങ്ങിലും, ഇംഗ്ലീഷ് അക്ഷരങ്ങളിലും ചോദിക്കാം. ഏറ്റവും യോജിക്കുന്ന ലേഖനഭാഗം ഉറവിടം സഹിതം ഞാൻ ഉത്തരമായി നൽകും. ഒരു ലേഖനത്തിലും ഇല്ലാത്തത് ഞാൻ പറയില്ല.
short-description = ഇന്ത്യൻ ഭാഷകളിലെ ലേഖനങ്ങളിൽനിന്ന് ചോദ്യങ്ങൾക്ക് ഉത്തരം, ഉറവിടം സഹിതം.

command-ask = ചോദ്യം ചോദിക്കൂ
command-start = എങ്ങനെ ചോദിക്കാം
command-help = ഇത് എങ്ങനെ പ്രവർത്തിക്കുന്നു
command-sources = എന്തിനെക്കുറിച്ച് ചോദിക്കാം
command-settings = ഞാൻ സംസാരിക്കുന്ന ഭാഷ

start =
    ചോദ്യം ചോദിക്കൂ, അതിനുള്ള ഉത്തരം ഞാൻ { $articles ->
        [one] ഒരു ലേഖനത്തിൽ
       *[other] { $articles } ലേഖനങ്ങളിൽ
    } തിരയാം. ഓരോ ഉത്തരവും ഒരു ലേഖനത്തിലെ ഭാഗമാണ്, ഉറവിടവും കൂടെയുണ്ടാകും; ഉത്തരമില്ലെങ്കിൽ ഇല്ലെന്ന് പറയും.

    മലയാളത്തിലോ ഇംഗ്ലീഷ് അക്ഷരങ്ങളിലോ നിങ്ങൾക്കറിയാവുന്ന സ്പെല്ലിങ്ങിലോ എഴുതാം.

help =
    നിങ്ങളുടെ ചോദ്യം അയയ്ക്കൂ. ഏറ്റവും യോജിക്കുന്ന വാക്യം ആദ്യം വരും, ഒത്തുവരുന്ന വാക്കുകൾക്ക് അടിവരയുണ്ടാകും, അത് എവിടെയാണെന്ന് താഴത്തെ വരിയിൽ കാണാം.

    • ഒരു ഉത്തരത്തിന് “അത് എപ്പോൾ?” എന്ന് മറുപടി നൽകൂ: അത് മുമ്പത്തെ ചോദ്യത്തോട് ചേർത്ത് ഞാൻ തിരയാം.
    • ഒരു ലേഖനത്തിലോ ഭാഷയിലോ മാത്രം തിരയാൻ, ചോദ്യത്തിനു ശേഷം “in:” എന്നും അതിന്റെ പേരും എഴുതൂ.
    • നീളമുള്ള ഒരു ടെക്സ്റ്റ് അയയ്ക്കൂ, അത് ഏത് ലേഖനത്തിലാണെന്ന് ഞാൻ പറയാം.
    • ഗ്രൂപ്പിൽ /ask എന്നതിനു ശേഷവും മറ്റേത് ചാറ്റിലും @{ $bot } എന്നതിനു ശേഷവും ചോദ്യം എഴുതൂ.

    /sources: എന്തിനെക്കുറിച്ച് ചോദിക്കാം
    /settings: ഞാൻ സംസാരിക്കുന്ന ഭാഷ

group-help =
    ഈ ഗ്രൂപ്പിൽ /ask എന്നതിനു ശേഷം ചോദ്യം എഴുതൂ, എന്റെ ഏതെങ്കിലും ഉത്തരത്തിന് മറുപടി നൽകൂ, അല്ലെങ്കിൽ @{ $bot } എന്ന് എഴുതി ചോദിക്കൂ. അല്ലാത്തപ്പോൾ ഞാൻ ഒന്നും പറയില്ല.

    /sources: എന്തിനെക്കുറിച്ച് ചോദിക്കാം

no-answer = ഈ ലേഖനങ്ങളിൽ ഇതിന് ഉത്തരമില്ല.
articles-about = ഈ ലേഖനങ്ങൾ ഇവയെക്കുറിച്ചാണ്:
more-articles = { $count ->
        [one] … ഒരെണ്ണം കൂടി
       *[other] … { $count } എണ്ണം കൂടി
    }
try-asking = നിങ്ങൾക്ക് ഇങ്ങനെ ചോദിക്കാം:
# A question about something, put together from an article's own words; in the article's language.
about-topic = “{ $topic }” എന്നതിനെക്കുറിച്ച് എന്താണ് പറയുന്നത്?

# The line below an answer that repeats the question.
asked = ചോദ്യം:
# The same, where a follow-up was asked together with the question before it.
asked-together = മുമ്പത്തെ ചോദ്യത്തോട് ചേർത്ത്:
# Added to that line where only one article or one language was searched.
asked-in = “{ $where }” മാത്രം

ask-back = ആരെക്കുറിച്ചാണ്, അല്ലെങ്കിൽ എന്തിനെക്കുറിച്ചാണ് ചോദിക്കുന്നത്? ആ വ്യക്തിയുടെയോ സ്ഥലത്തിന്റെയോ വസ്തുവിന്റെയോ പേര് കൂടി എഴുതൂ.
ask-usage = കമാൻഡിനു ശേഷം ചോദ്യം എഴുതൂ, ഇങ്ങനെ: /ask അത് ആരാണ് പറഞ്ഞത്? ഒരു സന്ദേശത്തിന് മറുപടിയായി /ask എന്നു മാത്രം എഴുതിയാൽ, ആ സന്ദേശം തന്നെ ഞാൻ തിരയാം.
no-such-place = “{ $name }” എന്ന പേരിൽ ലേഖനമോ ഭാഷയോ ഇവിടെയില്ല. എന്തൊക്കെയുണ്ടെന്ന് /sources കാണിക്കും.
text-found = ഈ ടെക്സ്റ്റിന്റെ { $share } ഒരു ലേഖനത്തിൽ നിന്നാണ്. കൂടുതലുള്ള ഭാഗം:
text-not-found = ഈ ടെക്സ്റ്റ് ഈ ലേഖനങ്ങളിലില്ല.
late = ക്ഷമിക്കണം, മറുപടി വൈകി.
flood = നിങ്ങൾ വളരെ വേഗത്തിൽ ചോദിക്കുന്നു: ഒരു മിനിറ്റിൽ { $count } ചോദ്യങ്ങൾക്ക് ഞാൻ മറുപടി നൽകും. ബാക്കിയുള്ളവയ്ക്ക് ഒന്നിനു പുറകെ ഒന്നായി മറുപടി നൽകാം.
too-fast = ദയവായി ഒരു സമയം ഒരു ചോദ്യം മാത്രം ചോദിക്കൂ. { $seconds ->
        [one] ഒരു സെക്കൻഡിനു
       *[other] { $seconds } സെക്കൻഡിനു
    } ശേഷം ഞാൻ വീണ്ടും ഉത്തരം നൽകാം.

sources-heading = നിങ്ങൾക്ക് { $articles ->
        [one] ഒരു ലേഖനത്തെക്കുറിച്ച്
       *[other] { $articles } ലേഖനങ്ങളെക്കുറിച്ച്
    } ചോദിക്കാം:
passages = { $count ->
        [one] ഒരു ഭാഗം
       *[other] { $count } ഭാഗങ്ങൾ
    }
paragraph = ഖണ്ഡിക { $number }

## Buttons: as short as can be, three stand in a row on a phone.
button-previous = ◀ പിന്നോട്ട്
button-next = മുന്നോട്ട് ▶
button-place = { $number }/{ $total }
button-context = സന്ദർഭം
button-passage = ഭാഗം മാത്രം
button-source = ഉറവിടം
button-copy = പകർത്തൂ
button-helpful = 👍 ഉപകരിച്ചു
button-unhelpful = 👎 ഉപകരിച്ചില്ല
button-only-article = ഈ ലേഖനം മാത്രം
button-only-language = { $language } മാത്രം
button-everywhere = എല്ലാ ലേഖനങ്ങളിലും
button-more = കൂടുതൽ ഭാഗങ്ങൾ
button-chat = ചാറ്റിൽ ചോദിക്കൂ

# What a screen reader says for 1/3.
place = { $total }-ൽ { $number }
vote-thanks = നന്ദി, രേഖപ്പെടുത്തി.
button-outdated = ഈ ബട്ടൺ ഇപ്പോൾ പ്രവർത്തിക്കില്ല. ദയവായി ചോദ്യം വീണ്ടും അയയ്ക്കൂ.
inline-no-answer = ഈ ലേഖനങ്ങളിലില്ല: ചാറ്റിൽ ചോദിക്കൂ

settings-choose = ഞാൻ ഏത് ഭാഷയിൽ സംസാരിക്കണം? നിങ്ങൾക്ക് ഏത് ഭാഷയിലും ചോദിക്കാം.
settings-done = ഇനി മുതൽ ഞാൻ മലയാളത്തിൽ സംസാരിക്കും.

only-text = എനിക്ക് എഴുതിയത് മാത്രമേ വായിക്കാനാകൂ. നിങ്ങളുടെ ചോദ്യം സന്ദേശമായി എഴുതി അയയ്ക്കൂ.
unknown-command = ഈ കമാൻഡ് എനിക്കറിയില്ല. ചോദ്യം അയയ്ക്കൂ, അല്ലെങ്കിൽ /help നോക്കൂ.
went-wrong = എന്റെ ഭാഗത്ത് എന്തോ പിഴവ് പറ്റി. ദയവായി അല്പം കഴിഞ്ഞ് വീണ്ടും ചോദിക്കൂ.
away = ഇപ്പോൾ ലേഖനങ്ങൾ തുറക്കാൻ കഴിയുന്നില്ല. ദയവായി ഒരു മിനിറ്റ് കഴിഞ്ഞ് വീണ്ടും ചോദിക്കൂ.

chat-welcome = { $articles ->
        [one] ഒരു ലേഖനത്തെക്കുറിച്ച്
       *[other] { $articles } ലേഖനങ്ങളെക്കുറിച്ച്
    } ചോദ്യം ചോദിക്കൂ; പട്ടികയ്ക്ക് /sources, സഹായത്തിന് /help, നിർത്താൻ /quit.
chat-help = ചോദ്യം എഴുതി Enter അമർത്തൂ. ഏറ്റവും യോജിക്കുന്ന വാക്യം കട്ടിയുള്ള അക്ഷരത്തിലായിരിക്കും, ഒത്തുവരുന്ന വാക്കുകൾക്ക് അടിവരയുണ്ടാകും. /sources ലേഖനങ്ങളുടെ പട്ടിക കാണിക്കും, /quit (അല്ലെങ്കിൽ Ctrl-D) നിർത്തും.

## For the people who keep the library: they send documents and links, and see what was asked.
command-stats = എന്തൊക്കെ ചോദിച്ചു
command-unanswered = ഉത്തരം കിട്ടാത്ത ചോദ്യങ്ങൾ

# To somebody else who sends a document or a link.
keepers-only = ഈ ശേഖരം പരിപാലിക്കുന്നവർക്കു മാത്രമേ ഇതിലേക്ക് എന്തെങ്കിലും ചേർക്കാനാകൂ. എന്നോട് ചോദ്യം ചോദിക്കൂ, അവർ ചേർത്ത ലേഖനങ്ങളിൽ ഞാൻ ഉത്തരം തിരയാം.
# The bot answers from a folder or an index that it cannot add to.
library-fixed = എനിക്ക് ഒന്നും ചേർക്കാനാകാത്ത ഒരു ഫോൾഡറിൽനിന്നാണ് ഞാൻ ഉത്തരം നൽകുന്നത്. ലേഖനം അവിടെ വയ്ക്കൂ, അല്ലെങ്കിൽ ആ ഫോൾഡർ ഇല്ലാതെ എന്നെ പ്രവർത്തിപ്പിക്കൂ.

# While a document is taken in, one message after another in the same place.
adding-fetching = { $name } എടുക്കുന്നു …
adding-reading = { $name } വായിക്കുന്നു …
added = ചേർത്തു:
added-updated = പുതുക്കി:
added-unchanged = ഇത് ശേഖരത്തിൽ നേരത്തേയുണ്ട്:
adding-not = { $name } ചേർക്കാനായില്ല: { $reason }
button-undo = പിൻവലിക്കൂ
undone = പിൻവലിച്ചു: { $title }
undone-not = ഇത് ഇനി പിൻവലിക്കാനാകില്ല.

# Why a document was not taken in, after a colon.
refused-empty = അതിൽ ടെക്സ്റ്റ് ഒന്നുമില്ല.
refused-scanned = അതിന്റെ പേജുകൾ ചിത്രങ്ങളാണ്. ടെക്സ്റ്റ് തിരിച്ചറിയൽ (OCR) നടത്തി വീണ്ടും അയയ്ക്കൂ.
refused-legacy-font = അതിലെ ടെക്സ്റ്റ് Kruti Dev പോലുള്ള ഒരു പഴയ ഫോണ്ടിന്റെ കോഡിലാണ്. അത് Unicode-ലേക്ക് മാറ്റി വീണ്ടും അയയ്ക്കൂ.
refused-too-large = അത് { $megabytes } MB-യിലും വലുതാണ്. ഭാഗങ്ങളായി അയയ്ക്കൂ.
refused-too-many-pages = അതിൽ വളരെയധികം പേജുകളുണ്ട്. ഭാഗങ്ങളായി അയയ്ക്കൂ.
refused-too-heavy = അത് വായിക്കാൻ വളരെയധികം സമയമോ മെമ്മറിയോ വേണം. ഭാഗങ്ങളായോ വെറും ടെക്സ്റ്റായോ അയയ്ക്കൂ.
refused-locked = അതിന് പാസ്‌വേഡുണ്ട്. പാസ്‌വേഡ് ഇല്ലാതെ അയയ്ക്കൂ.
refused-damaged = ഫയൽ കേടായതാണ്. പുതുതായി സംരക്ഷിച്ച് വീണ്ടും അയയ്ക്കൂ.
refused-not-text = അത് ടെക്സ്റ്റല്ല, അല്ലെങ്കിൽ UTF-8-ൽ അല്ല. UTF-8 ടെക്സ്റ്റായി സംരക്ഷിച്ച് വീണ്ടും അയയ്ക്കൂ.
refused-unknown-kind = ഇത്തരം ഫയൽ എനിക്ക് വായിക്കാനാകില്ല. അത് .txt, .md, .html, .pdf, .docx അല്ലെങ്കിൽ .epub ആയി അയയ്ക്കൂ.
refused-no-address = ഇത് ഒരു വെബ് പേജിന്റെ വിലാസമല്ല.
refused-no-such-host = അങ്ങനെയൊരു വിലാസമില്ല. എഴുതിയത് ശരിയാണോ എന്ന് നോക്കൂ.
refused-private-address = അത് ഒരു സ്വകാര്യ നെറ്റ്‌വർക്കിലേക്കാണ്, അവിടെനിന്ന് ഞാൻ ഒന്നും എടുക്കില്ല.
refused-unreachable = പേജ് തുറക്കാനാകുന്നില്ല. പിന്നീട് വീണ്ടും ശ്രമിക്കൂ.
refused-too-slow = പേജ് തുറക്കാൻ വളരെയധികം സമയമെടുക്കുന്നു. പിന്നീട് വീണ്ടും ശ്രമിക്കൂ.
refused-login = ലോഗിൻ ചെയ്താൽ മാത്രമേ ഈ പേജ് വായിക്കാനാകൂ. അത് ബ്രൗസറിൽ സംരക്ഷിച്ച് ഫയൽ അയയ്ക്കൂ.
refused-not-found = അങ്ങനെയൊരു പേജില്ല.
refused-refused = പേജിന്റെ സെർവർ അത് നൽകാൻ വിസമ്മതിക്കുന്നു. അത് ബ്രൗസറിൽ സംരക്ഷിച്ച് ഫയൽ അയയ്ക്കൂ.
refused-no-feed = അവിടെ ഫീഡ് ഇല്ല.
refused-library = ഇപ്പോൾ ശേഖരത്തിൽ മാറ്റം വരുത്താനാകില്ല. കാരണം ലോഗിലുണ്ട്; പിന്നീട് വീണ്ടും ശ്രമിക്കൂ.

# What was asked, below a picture of the questions a day.
stats-none = കഴിഞ്ഞ { $days ->
        [one] ഒരു ദിവസത്തിനിടെ
       *[other] { $days } ദിവസത്തിനിടെ
    } ആരും ഒന്നും ചോദിച്ചില്ല.
stats-asked = കഴിഞ്ഞ { $days ->
        [one] ഒരു ദിവസത്തിനിടെ
       *[other] { $days } ദിവസത്തിനിടെ
    }: { $questions ->
        [one] ഒരു ചോദ്യം
       *[other] { $questions } ചോദ്യങ്ങൾ
    }, { $share } ചോദ്യങ്ങൾക്ക് ഉത്തരം കിട്ടി.
stats-speed = പകുതി ഉത്തരങ്ങൾ { $median } മില്ലിസെക്കൻഡിനുള്ളിൽ കിട്ടി, 100-ൽ 95 ഉത്തരങ്ങൾ { $p95 } മില്ലിസെക്കൻഡിനുള്ളിലും.
stats-most-asked = ഏറ്റവുമധികം ചോദിച്ചവ:
stats-slowest = ഏറ്റവുമധികം സമയമെടുത്തവ:
stats-unanswered = ഉത്തരം കിട്ടാത്തവ:
stats-votes = ലേഖനം തിരിച്ചുള്ള വോട്ടുകൾ:

unanswered-heading = { $count ->
        [one] ഒരു ചോദ്യത്തിന് ഉത്തരം കിട്ടിയില്ല. ഒഴിവാക്കാൻ അതിൽ അമർത്തൂ:
       *[other] { $count } ചോദ്യങ്ങൾക്ക് ഉത്തരം കിട്ടിയില്ല. ഒഴിവാക്കേണ്ടതിൽ അമർത്തൂ:
    }
unanswered-none = ഉത്തരം കിട്ടാത്ത ചോദ്യങ്ങളൊന്നുമില്ല.
unanswered-dismissed = ഒഴിവാക്കി.

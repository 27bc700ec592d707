# What the bot says in Kannada; what stands in { } is put in by the program. The format is Fluent: https://projectfluent.org
# The key is [1] and not [one], which in Kannada is 0 as well.
language-name = ಕನ್ನಡ

## Telegram shows these before the first message: at most 512 and 120 characters.
description =
    ನನಗೆ ಪ್ರಶ್ನೆ ಕೇಳಿ: ಯಾವುದೇ ಭಾರತೀಯ ಭಾಷೆಯಲ್ಲಿ, ನಿಮಗೆ ಗೊತ್ತಿರುವ ಕಾಗುಣಿತದಲ್ಲಿ ಅಥವಾ ಇಂಗ್ಲಿಷ್ ಅಕ್ಷರಗಳಲ್ಲಿ. ಲೇಖನವೊಂದರ ಅತ್ಯಂತ ಸೂಕ್ತ ಭಾಗವನ್ನು ಮೂಲದೊಂದಿಗೆ ಉತ್ತರವಾಗಿ ಕೊಡುತ್ತೇನೆ. ಯಾವ ಲೇಖನದಲ್ಲೂ ಇಲ್ಲದ್ದನ್ನು ನಾನು ಹೇಳುವುದಿಲ್ಲ.
short-description = ಭಾರತೀಯ ಭಾಷೆಗಳ ಲೇಖನಗಳಿಂದ ಪ್ರಶ್ನೆಗಳಿಗೆ ಉತ್ತರ, ಮೂಲದೊಂದಿಗೆ.

command-ask = ಪ್ರಶ್ನೆ ಕೇಳಿ
command-start = ಹೇಗೆ ಕೇಳಬೇಕು
command-help = ಇದು ಹೇಗೆ ಕೆಲಸ ಮಾಡುತ್ತದೆ
command-sources = ಯಾವುದರ ಬಗ್ಗೆ ಕೇಳಬಹುದು
command-settings = ನಾನು ಮಾತನಾಡುವ ಭಾಷೆ

start =
    ಪ್ರಶ್ನೆ ಕೇಳಿ, ಅದರ ಉತ್ತರವನ್ನು { $articles ->
        [1] ಒಂದು ಲೇಖನದಲ್ಲಿ
       *[other] { $articles } ಲೇಖನಗಳಲ್ಲಿ
    } ಹುಡುಕುತ್ತೇನೆ. ಪ್ರತಿ ಉತ್ತರವೂ ಒಂದು ಲೇಖನದ ಭಾಗವೇ, ಅದರ ಮೂಲವನ್ನೂ ತೋರಿಸುತ್ತೇನೆ; ಉತ್ತರ ಇಲ್ಲದಿದ್ದರೆ ಇಲ್ಲ ಎನ್ನುತ್ತೇನೆ.

    ಕನ್ನಡದಲ್ಲಿ, ಇಂಗ್ಲಿಷ್ ಅಕ್ಷರಗಳಲ್ಲಿ, ನಿಮಗೆ ಗೊತ್ತಿರುವ ಕಾಗುಣಿತದಲ್ಲಿ: ಹೇಗೆ ಬೇಕಾದರೂ ಬರೆಯಬಹುದು.

help =
    ನಿಮ್ಮ ಪ್ರಶ್ನೆ ಕಳುಹಿಸಿ. ಅತ್ಯಂತ ಸೂಕ್ತ ವಾಕ್ಯ ಮೊದಲು ಬರುತ್ತದೆ, ಹೊಂದಿಕೆಯಾಗುವ ಪದಗಳ ಕೆಳಗೆ ಗೆರೆ ಇರುತ್ತದೆ, ಅದು ಎಲ್ಲಿದೆ ಎಂದು ಕೆಳಗಿನ ಸಾಲು ಹೇಳುತ್ತದೆ.

    • ಒಂದು ಉತ್ತರಕ್ಕೆ ಪ್ರತ್ಯುತ್ತರವಾಗಿ “ಅದು ಯಾವಾಗ?” ಎಂದು ಬರೆಯಿರಿ: ಅದನ್ನು ಹಿಂದಿನ ಪ್ರಶ್ನೆಯ ಜೊತೆ ಸೇರಿಸಿ ಹುಡುಕುತ್ತೇನೆ.
    • ಒಂದು ಲೇಖನ ಅಥವಾ ಭಾಷೆಯಲ್ಲಿ ಮಾತ್ರ ಹುಡುಕಲು, ಪ್ರಶ್ನೆಯ ನಂತರ “in:” ಮತ್ತು ಅದರ ಹೆಸರು ಬರೆಯಿರಿ.
    • ಉದ್ದವಾದ ಪಠ್ಯ ಕಳುಹಿಸಿ, ಅದು ಯಾವ ಲೇಖನದಲ್ಲಿದೆ ಎಂದು ಹೇಳುತ್ತೇನೆ.
    • ಗುಂಪಿನಲ್ಲಿ /ask ನಂತರ, ಬೇರೆ ಯಾವುದೇ ಚಾಟ್‌ನಲ್ಲಿ @{ $bot } ನಂತರ ಪ್ರಶ್ನೆ ಬರೆಯಿರಿ.

    /sources: ಯಾವುದರ ಬಗ್ಗೆ ಕೇಳಬಹುದು
    /settings: ನಾನು ಮಾತನಾಡುವ ಭಾಷೆ

group-help =
    ಈ ಗುಂಪಿನಲ್ಲಿ /ask ನಂತರ ಪ್ರಶ್ನೆ ಬರೆಯಿರಿ, ನನ್ನ ಯಾವುದಾದರೂ ಉತ್ತರಕ್ಕೆ ಪ್ರತ್ಯುತ್ತರ ಕಳುಹಿಸಿ, ಅಥವಾ @{ $bot } ಎಂದು ಬರೆದು ಕೇಳಿ. ಇಲ್ಲದಿದ್ದರೆ ನಾನು ಸುಮ್ಮನಿರುತ್ತೇನೆ.

    /sources: ಯಾವುದರ ಬಗ್ಗೆ ಕೇಳಬಹುದು

no-answer = ಈ ಲೇಖನಗಳಲ್ಲಿ ಇದಕ್ಕೆ ಉತ್ತರ ಇಲ್ಲ.
articles-about = ಈ ಲೇಖನಗಳು ಇವುಗಳ ಬಗ್ಗೆ ಇವೆ:
more-articles = { $count ->
        [1] … ಇನ್ನೂ ಒಂದು
       *[other] … ಇನ್ನೂ { $count }
    }
try-asking = ನೀವು ಹೀಗೆ ಕೇಳಬಹುದು:
# A question about something, put together from an article's own words; in the article's language.
about-topic = “{ $topic }” ಬಗ್ಗೆ ಏನು ಹೇಳಲಾಗಿದೆ?

# The line below an answer that repeats the question.
asked = ಪ್ರಶ್ನೆ:
# The same, where a follow-up was asked together with the question before it.
asked-together = ಹಿಂದಿನ ಪ್ರಶ್ನೆಯ ಜೊತೆ ಸೇರಿಸಿ:
# Added to that line where only one article or one language was searched.
asked-in = “{ $where }” ಮಾತ್ರ

ask-back = ಯಾರ ಬಗ್ಗೆ ಅಥವಾ ಯಾವುದರ ಬಗ್ಗೆ ಕೇಳುತ್ತಿದ್ದೀರಿ? ಆ ವ್ಯಕ್ತಿ, ಸ್ಥಳ ಅಥವಾ ವಸ್ತುವಿನ ಹೆಸರನ್ನೂ ಬರೆಯಿರಿ.
ask-usage = ಕಮಾಂಡ್ ನಂತರ ಪ್ರಶ್ನೆ ಬರೆಯಿರಿ, ಹೀಗೆ: /ask ಅದನ್ನು ಯಾರು ಹೇಳಿದರು? ಒಂದು ಸಂದೇಶಕ್ಕೆ ಪ್ರತ್ಯುತ್ತರವಾಗಿ /ask ಎಂದಷ್ಟೇ ಬರೆದರೆ, ಆ ಸಂದೇಶವನ್ನೇ ಹುಡುಕುತ್ತೇನೆ.
no-such-place = “{ $name }” ಹೆಸರಿನ ಲೇಖನವಾಗಲಿ ಭಾಷೆಯಾಗಲಿ ಇಲ್ಲಿ ಇಲ್ಲ. ಏನೇನಿದೆ ಎಂದು /sources ತೋರಿಸುತ್ತದೆ.
text-found = ಈ ಪಠ್ಯದ { $share } ಒಂದು ಲೇಖನದಿಂದ ಬಂದಿದೆ. ಹೆಚ್ಚಾಗಿ ಈ ಭಾಗದಲ್ಲಿ:
text-not-found = ಈ ಪಠ್ಯ ಈ ಲೇಖನಗಳಲ್ಲಿ ಇಲ್ಲ.
late = ಕ್ಷಮಿಸಿ, ಉತ್ತರ ತಡವಾಯಿತು.
flood = ನೀವು ತುಂಬಾ ವೇಗವಾಗಿ ಕೇಳುತ್ತಿದ್ದೀರಿ: ನಾನು ನಿಮಿಷಕ್ಕೆ { $count } ಪ್ರಶ್ನೆಗಳಿಗೆ ಉತ್ತರಿಸುತ್ತೇನೆ. ಉಳಿದವುಗಳಿಗೆ ಒಂದಾದ ಮೇಲೊಂದು ಉತ್ತರಿಸುತ್ತೇನೆ.
too-fast = ದಯವಿಟ್ಟು ಒಂದು ಸಲಕ್ಕೆ ಒಂದೇ ಪ್ರಶ್ನೆ ಕೇಳಿ. { $seconds ->
        [1] ಒಂದು ಸೆಕೆಂಡಿನ
       *[other] { $seconds } ಸೆಕೆಂಡುಗಳ
    } ನಂತರ ಮತ್ತೆ ಉತ್ತರ ಕೊಡುತ್ತೇನೆ.

sources-heading = ನೀವು { $articles ->
        [1] ಒಂದು ಲೇಖನದ
       *[other] { $articles } ಲೇಖನಗಳ
    } ಬಗ್ಗೆ ಕೇಳಬಹುದು:
passages = { $count ->
        [1] ಒಂದು ಭಾಗ
       *[other] { $count } ಭಾಗಗಳು
    }
paragraph = ಪ್ಯಾರಾ { $number }

## Buttons: as short as can be, three stand in a row on a phone.
button-previous = ◀ ಹಿಂದೆ
button-next = ಮುಂದೆ ▶
button-place = { $number }/{ $total }
button-context = ಸಂದರ್ಭ
button-passage = ಭಾಗ ಮಾತ್ರ
button-source = ಮೂಲ
button-copy = ನಕಲಿಸಿ
button-helpful = 👍 ಉಪಯುಕ್ತ
button-unhelpful = 👎 ಉಪಯುಕ್ತವಲ್ಲ
button-only-article = ಈ ಲೇಖನ ಮಾತ್ರ
button-only-language = { $language } ಮಾತ್ರ
button-everywhere = ಎಲ್ಲ ಲೇಖನಗಳಲ್ಲಿ
button-more = ಇನ್ನಷ್ಟು ಭಾಗಗಳು
button-chat = ಚಾಟ್‌ನಲ್ಲಿ ಕೇಳಿ

# What a screen reader says for 1/3.
place = { $total }ರಲ್ಲಿ { $number }
vote-thanks = ಧನ್ಯವಾದ, ದಾಖಲಿಸಿಕೊಂಡಿದ್ದೇನೆ.
button-outdated = ಈ ಬಟನ್ ಈಗ ಕೆಲಸ ಮಾಡುವುದಿಲ್ಲ. ದಯವಿಟ್ಟು ಪ್ರಶ್ನೆಯನ್ನು ಮತ್ತೆ ಕಳುಹಿಸಿ.
inline-no-answer = ಈ ಲೇಖನಗಳಲ್ಲಿ ಇಲ್ಲ: ಚಾಟ್‌ನಲ್ಲಿ ಕೇಳಿ

settings-choose = ನಾನು ಯಾವ ಭಾಷೆಯಲ್ಲಿ ಮಾತನಾಡಲಿ? ನೀವು ಯಾವ ಭಾಷೆಯಲ್ಲಾದರೂ ಕೇಳಬಹುದು.
settings-done = ಇನ್ನು ಮುಂದೆ ನಾನು ಕನ್ನಡದಲ್ಲಿ ಮಾತನಾಡುತ್ತೇನೆ.

only-text = ನಾನು ಪಠ್ಯವನ್ನು ಮಾತ್ರ ಓದಬಲ್ಲೆ. ನಿಮ್ಮ ಪ್ರಶ್ನೆಯನ್ನು ಸಂದೇಶವಾಗಿ ಬರೆದು ಕಳುಹಿಸಿ.
unknown-command = ಈ ಕಮಾಂಡ್ ನನಗೆ ಗೊತ್ತಿಲ್ಲ. ಪ್ರಶ್ನೆ ಕಳುಹಿಸಿ, ಅಥವಾ /help ನೋಡಿ.
went-wrong = ನನ್ನ ಕಡೆಯಿಂದ ಏನೋ ತಪ್ಪಾಗಿದೆ. ದಯವಿಟ್ಟು ಸ್ವಲ್ಪ ಹೊತ್ತಿನ ನಂತರ ಮತ್ತೆ ಕೇಳಿ.
away = ಈಗ ಲೇಖನಗಳನ್ನು ತೆರೆಯಲು ಆಗುತ್ತಿಲ್ಲ. ದಯವಿಟ್ಟು ಒಂದು ನಿಮಿಷದ ನಂತರ ಮತ್ತೆ ಕೇಳಿ.

chat-welcome = { $articles ->
        [1] ಒಂದು ಲೇಖನದ
       *[other] { $articles } ಲೇಖನಗಳ
    } ಬಗ್ಗೆ ಪ್ರಶ್ನೆ ಕೇಳಿ; ಪಟ್ಟಿಗೆ /sources, ಸಹಾಯಕ್ಕೆ /help, ಮುಗಿಸಲು /quit.
chat-help = ಪ್ರಶ್ನೆ ಬರೆದು Enter ಒತ್ತಿ. ಅತ್ಯಂತ ಸೂಕ್ತ ವಾಕ್ಯ ದಪ್ಪ ಅಕ್ಷರಗಳಲ್ಲಿ ಇರುತ್ತದೆ, ಹೊಂದಿಕೆಯಾಗುವ ಪದಗಳ ಕೆಳಗೆ ಗೆರೆ ಇರುತ್ತದೆ. /sources ಲೇಖನಗಳ ಪಟ್ಟಿಯನ್ನು ತೋರಿಸುತ್ತದೆ, /quit (ಅಥವಾ Ctrl-D) ಮುಗಿಸುತ್ತದೆ.

## For the people who keep the library: they send documents and links, and see what was asked.
command-stats = ಏನೇನು ಕೇಳಲಾಗಿದೆ
command-unanswered = ಉತ್ತರ ಸಿಗದ ಪ್ರಶ್ನೆಗಳು

# To somebody else who sends a document or a link.
keepers-only = ಈ ಸಂಗ್ರಹವನ್ನು ನೋಡಿಕೊಳ್ಳುವವರು ಮಾತ್ರ ಇದಕ್ಕೆ ಸೇರಿಸಬಹುದು. ನನಗೆ ಪ್ರಶ್ನೆ ಕೇಳಿ, ಅವರು ಸೇರಿಸಿದ ಲೇಖನಗಳಲ್ಲಿ ಉತ್ತರ ಹುಡುಕುತ್ತೇನೆ.
# The bot answers from a folder or an index that it cannot add to.
library-fixed = ನಾನು ಒಂದು ಫೋಲ್ಡರ್‌ನಿಂದ ಉತ್ತರ ಕೊಡುತ್ತೇನೆ, ಅದಕ್ಕೆ ಏನನ್ನೂ ಸೇರಿಸಲು ನನಗೆ ಆಗುವುದಿಲ್ಲ. ಲೇಖನವನ್ನು ಅಲ್ಲಿ ಇಡಿ, ಅಥವಾ ಆ ಫೋಲ್ಡರ್ ಇಲ್ಲದೆ ನನ್ನನ್ನು ಪ್ರಾರಂಭಿಸಿ.

# While a document is taken in, one message after another in the same place.
adding-fetching = { $name } ತರುತ್ತಿದ್ದೇನೆ …
adding-reading = { $name } ಓದುತ್ತಿದ್ದೇನೆ …
added = ಸೇರಿಸಿದ್ದೇನೆ:
added-updated = ನವೀಕರಿಸಿದ್ದೇನೆ:
added-unchanged = ಇದು ಈಗಾಗಲೇ ಸಂಗ್ರಹದಲ್ಲಿದೆ:
adding-not = { $name } ಸೇರಿಸಲು ಆಗಲಿಲ್ಲ: { $reason }
button-undo = ಹಿಂಪಡೆಯಿರಿ
undone = ಹಿಂಪಡೆದಿದ್ದೇನೆ: { $title }
undone-not = ಇದನ್ನು ಇನ್ನು ಹಿಂಪಡೆಯಲು ಆಗುವುದಿಲ್ಲ.

# Why a document was not taken in, after a colon.
refused-empty = ಇದರಲ್ಲಿ ಪಠ್ಯ ಇಲ್ಲ.
refused-scanned = ಇದರ ಪುಟಗಳು ಚಿತ್ರಗಳಾಗಿವೆ. ಪಠ್ಯ ಗುರುತಿಸುವಿಕೆ (OCR) ಮಾಡಿ ಮತ್ತೆ ಕಳುಹಿಸಿ.
refused-legacy-font = ಇದರ ಪಠ್ಯ Kruti Dev ರೀತಿಯ ಹಳೆಯ ಫಾಂಟ್‌ನ ಕೋಡ್‌ನಲ್ಲಿದೆ. ಅದನ್ನು Unicode ಗೆ ಬದಲಾಯಿಸಿ ಮತ್ತೆ ಕಳುಹಿಸಿ.
refused-too-large = ಇದು { $megabytes } MB ಗಿಂತ ದೊಡ್ಡದು. ಭಾಗಗಳಾಗಿ ಕಳುಹಿಸಿ.
refused-too-many-pages = ಇದರಲ್ಲಿ ತುಂಬಾ ಹೆಚ್ಚು ಪುಟಗಳಿವೆ. ಭಾಗಗಳಾಗಿ ಕಳುಹಿಸಿ.
refused-too-heavy = ಇದನ್ನು ಓದಲು ತುಂಬಾ ಹೆಚ್ಚು ಸಮಯ ಅಥವಾ ಮೆಮೊರಿ ಬೇಕು. ಭಾಗಗಳಾಗಿ ಅಥವಾ ಸರಳ ಪಠ್ಯವಾಗಿ ಕಳುಹಿಸಿ.
refused-locked = ಇದಕ್ಕೆ ಪಾಸ್‌ವರ್ಡ್ ಇದೆ. ಪಾಸ್‌ವರ್ಡ್ ಇಲ್ಲದೆ ಕಳುಹಿಸಿ.
refused-damaged = ಫೈಲ್ ಹಾಳಾಗಿದೆ. ಹೊಸದಾಗಿ ಉಳಿಸಿ ಮತ್ತೆ ಕಳುಹಿಸಿ.
refused-not-text = ಇದು ಪಠ್ಯವಲ್ಲ, ಅಥವಾ UTF-8 ನಲ್ಲಿ ಇಲ್ಲ. UTF-8 ಪಠ್ಯವಾಗಿ ಉಳಿಸಿ ಮತ್ತೆ ಕಳುಹಿಸಿ.
refused-unknown-kind = ಈ ರೀತಿಯ ಫೈಲ್ ಓದಲು ನನಗೆ ಆಗುವುದಿಲ್ಲ. ಅದನ್ನು .txt, .md, .html, .pdf, .docx ಅಥವಾ .epub ಆಗಿ ಕಳುಹಿಸಿ.
refused-no-address = ಇದು ವೆಬ್ ಪುಟದ ವಿಳಾಸವಲ್ಲ.
refused-no-such-host = ಅಂತಹ ವಿಳಾಸ ಇಲ್ಲ. ಸರಿಯಾಗಿ ಬರೆದಿದ್ದೀರಾ ಎಂದು ನೋಡಿ.
refused-private-address = ಇದು ಖಾಸಗಿ ನೆಟ್‌ವರ್ಕ್‌ಗೆ ಹೋಗುತ್ತದೆ, ಅಲ್ಲಿಂದ ನಾನು ಏನನ್ನೂ ತರುವುದಿಲ್ಲ.
refused-unreachable = ಪುಟ ತೆರೆಯುತ್ತಿಲ್ಲ. ನಂತರ ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.
refused-too-slow = ಪುಟ ತೆರೆಯಲು ತುಂಬಾ ಸಮಯ ಬೇಕಾಗುತ್ತಿದೆ. ನಂತರ ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.
refused-login = ಲಾಗಿನ್ ಆದ ನಂತರ ಮಾತ್ರ ಈ ಪುಟವನ್ನು ಓದಬಹುದು. ಅದನ್ನು ಬ್ರೌಸರ್‌ನಲ್ಲಿ ಉಳಿಸಿ ಫೈಲ್ ಕಳುಹಿಸಿ.
refused-not-found = ಅಂತಹ ಪುಟ ಇಲ್ಲ.
refused-refused = ಪುಟದ ಸರ್ವರ್ ಅದನ್ನು ಕೊಡಲು ನಿರಾಕರಿಸುತ್ತದೆ. ಅದನ್ನು ಬ್ರೌಸರ್‌ನಲ್ಲಿ ಉಳಿಸಿ ಫೈಲ್ ಕಳುಹಿಸಿ.
refused-no-feed = ಅಲ್ಲಿ ಫೀಡ್ ಇಲ್ಲ.
refused-library = ಈಗ ಸಂಗ್ರಹವನ್ನು ಬದಲಾಯಿಸಲು ಆಗುತ್ತಿಲ್ಲ. ಕಾರಣ ಲಾಗ್‌ನಲ್ಲಿದೆ; ನಂತರ ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.

# What was asked, below a picture of the questions a day.
stats-none = ಕಳೆದ { $days ->
        [1] ಒಂದು ದಿನದಲ್ಲಿ
       *[other] { $days } ದಿನಗಳಲ್ಲಿ
    } ಯಾರೂ ಏನನ್ನೂ ಕೇಳಲಿಲ್ಲ.
stats-asked = ಕಳೆದ { $days ->
        [1] ಒಂದು ದಿನದಲ್ಲಿ
       *[other] { $days } ದಿನಗಳಲ್ಲಿ
    }: { $questions ->
        [1] ಒಂದು ಪ್ರಶ್ನೆ
       *[other] { $questions } ಪ್ರಶ್ನೆಗಳು
    }, { $share } ಪ್ರಶ್ನೆಗಳಿಗೆ ಉತ್ತರ ಸಿಕ್ಕಿದೆ.
stats-speed = ಅರ್ಧದಷ್ಟು ಉತ್ತರಗಳು { $median } ಮಿಲಿಸೆಕೆಂಡುಗಳಲ್ಲಿ ಸಿಕ್ಕಿವೆ, 100ರಲ್ಲಿ 95 ಉತ್ತರಗಳು { $p95 } ಮಿಲಿಸೆಕೆಂಡುಗಳಲ್ಲಿ.
stats-most-asked = ಅತಿ ಹೆಚ್ಚು ಕೇಳಿದವು:
stats-slowest = ಅತಿ ಹೆಚ್ಚು ಸಮಯ ತೆಗೆದುಕೊಂಡವು:
stats-unanswered = ಉತ್ತರ ಸಿಗದವು:
stats-votes = ಲೇಖನವಾರು ಮತಗಳು:

unanswered-heading = { $count ->
        [1] ಒಂದು ಪ್ರಶ್ನೆಗೆ ಉತ್ತರ ಸಿಗಲಿಲ್ಲ. ತೆಗೆದುಹಾಕಲು ಅದನ್ನು ಒತ್ತಿ:
       *[other] { $count } ಪ್ರಶ್ನೆಗಳಿಗೆ ಉತ್ತರ ಸಿಗಲಿಲ್ಲ. ತೆಗೆದುಹಾಕಬೇಕಾದ ಪ್ರಶ್ನೆಯನ್ನು ಒತ್ತಿ:
    }
unanswered-none = ಉತ್ತರ ಸಿಗದ ಪ್ರಶ್ನೆ ಒಂದೂ ಇಲ್ಲ.
unanswered-dismissed = ತೆಗೆದುಹಾಕಿದ್ದೇನೆ.

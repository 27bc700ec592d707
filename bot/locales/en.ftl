# What the bot says in English. A translation is a copy of this file with another language's code for its name;
# what stands in { } is put in by the program. The format is Fluent: https://projectfluent.org
language-name = English

## Telegram shows these before the first message: at most 512 and 120 characters.
description =
    Ask me a question, in an Indian language, in your own spelling or in Latin letters. I answer with the passage that fits best, and its source. I do not claim anything that is not in an article.
short-description = Answers questions from articles in Indian languages, with the source.

command-ask = Ask a question
command-start = How to ask
command-help = How it works
command-sources = What you can ask about
command-settings = The language I speak

start =
    Ask me a question and I will look it up in { $articles ->
        [one] one article
       *[other] { $articles } articles
    }. Every answer is a passage from an article, with its source; if there is none, I say so.

    You can write in Hindi or in English letters, in your own spelling.

help =
    Send me a question. The sentence that fits best comes first, the words that match are underlined, and the line below says where it is from.

    • Reply to an answer with “and when?”: I ask that together with the question before it.
    • Add “in:” and a title or a language to search only there.
    • Send a longer text, and I tell you which article it is from.
    • In a group write /ask and the question, in any other chat @{ $bot } and the question.

    /sources: what you can ask about
    /settings: the language I speak

group-help =
    In this group, write /ask and the question, reply to one of my answers, or mention @{ $bot }. Otherwise I say nothing.

    /sources: what you can ask about

no-answer = These articles do not answer that.
articles-about = They are about:
more-articles = { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
try-asking = You could ask:
# A question about something, put together from an article's own words, in the article's language. The quotation marks
# keep the words as they stand there, without a case ending; they also make the search look for just these.
about-topic = What about “{ $topic }”?

# The line below an answer that repeats the question.
asked = Question:
# The same, where a follow-up was asked together with the question before it.
asked-together = Asked together with the question before it:
# Added to that line where only one article or one language was searched.
asked-in = only in { $where }

ask-back = What is it about? Please name the person, the place or the thing that you ask about.
ask-usage = Write the question after the command, like this: /ask Who said that? As a reply to a message, /ask alone looks that message up.
no-such-place = There is no article and no language “{ $name }” here. /sources shows what there is.
text-found = { $share } of this text is from an article. The passage with most of it:
text-not-found = This text is not in these articles.
# Above an answer to a question that waited for more than ten minutes.
late = Sorry, this took a while.
# Once, to somebody who floods the bot.
flood = You ask faster than I can answer: { $count } questions a minute. I will answer the others one after another.
too-fast = One question at a time, please. I will answer you again in { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }.

sources-heading = You can ask about { $articles ->
        [one] one article:
       *[other] { $articles } articles:
    }
passages = { $count ->
        [one] one passage
       *[other] { $count } passages
    }
paragraph = paragraph { $number }

## Buttons: as short as can be, three stand in a row on a phone.
button-previous = ◀ Back
button-next = Next ▶
button-place = { $number }/{ $total }
button-context = Context
button-passage = Passage only
button-source = Source
button-copy = Copy
button-helpful = 👍 Helpful
button-unhelpful = 👎 Not helpful
button-only-article = Only this article
button-only-language = Only { $language }
button-everywhere = In all articles
button-more = More passages
button-chat = Ask in the chat

# What a screen reader says for 1/3.
place = { $number } of { $total }
vote-thanks = Thank you, noted.
button-outdated = This button no longer works. Please send the question again.
inline-no-answer = Not in these articles: ask in the chat

settings-choose = Which language shall I speak? You can ask in any language.
settings-done = From now on I will speak English.

only-text = I can only read text. Write me your question as a message.
unknown-command = I do not know that command. Send me a question, or /help.
went-wrong = Something went wrong on my side. Please ask again in a moment.
away = I cannot reach the articles at the moment. Please ask again in a minute.

chat-welcome = Ask a question about { $articles ->
        [one] one article
       *[other] { $articles } articles
    }; /sources lists them, /help helps, /quit ends.
chat-help = Write a question and press Enter. The sentence that fits best is bold, matching words are underlined. /sources lists the articles, /quit (or Ctrl-D) ends.

## For the people who keep the library: they send documents and links, and see what was asked.
command-stats = What was asked
command-unanswered = Questions without an answer

# To somebody else who sends a document or a link.
keepers-only = Only the people who keep this library can add to it. Ask me a question, and I look it up in what they added.
# The bot answers from a folder or an index that it cannot add to.
library-fixed = I answer from a folder that I cannot add to. Put the article there, or start me without it.

# While a document is taken in, one message after another in the same place.
adding-fetching = Fetching { $name } …
adding-reading = Reading { $name } …
added = Added:
added-updated = Updated:
added-unchanged = This is in the library already:
adding-not = I could not take in { $name }: { $reason }
button-undo = Undo
undone = Taken back: { $title }
undone-not = This can no longer be taken back.

# Why a document was not taken in, after a colon.
refused-empty = there is no text in it.
refused-scanned = its pages are pictures. Run text recognition (OCR) over it and send it again.
refused-legacy-font = its text is in the code of an old font such as Kruti Dev. Convert it to Unicode and send it again.
refused-too-large = it is larger than { $megabytes } MB. Send it in parts.
refused-too-many-pages = it has too many pages. Send it in parts.
refused-too-heavy = reading it takes too much time or memory. Send it in parts, or as plain text.
refused-locked = it is protected by a password. Send it without.
refused-damaged = the file is damaged. Save it anew and send it again.
refused-not-text = it is not text, or not in UTF-8. Save it as UTF-8 text and send it again.
refused-unknown-kind = I cannot read this kind of file. Send it as .txt, .md, .html, .pdf, .docx or .epub.
refused-no-address = this is no address of a web page.
refused-no-such-host = there is no such address. Check how it is written.
refused-private-address = it leads into a private network, where I fetch nothing.
refused-unreachable = the page cannot be reached. Try again later.
refused-too-slow = the page takes too long. Try again later.
refused-login = the page can be read only after logging in. Save it in a browser and send the file.
refused-not-found = there is no such page.
refused-refused = the page's server refuses it. Save it in a browser and send the file.
refused-no-feed = there is no feed.
refused-library = the library cannot be changed just now. The log says why; try again later.

# What was asked, below a picture of the questions a day.
stats-none = In the last { $days ->
        [one] day
       *[other] { $days } days
    } nobody asked anything.
stats-asked = In the last { $days ->
        [one] day
       *[other] { $days } days
    }: { $questions ->
        [one] one question
       *[other] { $questions } questions
    }, { $share } answered.
stats-speed = Half of them within { $median } ms, 95 in 100 within { $p95 } ms.
stats-most-asked = Asked most:
stats-slowest = Slowest:
stats-unanswered = Without an answer:
stats-votes = Votes by article:

unanswered-heading = { $count ->
        [one] One question found no answer. Press it to dismiss it:
       *[other] { $count } questions found no answer. Press one to dismiss it:
    }
unanswered-none = No question is without an answer.
unanswered-dismissed = Dismissed.

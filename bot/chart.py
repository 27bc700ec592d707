"""Questions a day as a picture, for a phone: bars with the answered ones below and the others above."""

from __future__ import annotations

import io
from collections.abc import Sequence

from bot.state.insight import Day

_INCHES, _DOTS = (6.4, 3.2), 150  # 960 × 480: as wide as a phone shows a picture, and sharp there
_ANSWERED, _UNANSWERED = "#2f7d5b", "#d9822b"  # told apart also by who does not see red and green
_MOST_DATES = 8  # below the bars: more run into each other


def questions_a_day(days: Sequence[Day]) -> bytes:
    """Return the picture as PNG. It holds digits and signs only, so that it needs no language and no font of its own.

    Args:
        days: The days, in their order.
    """
    # Here, since importing it takes a fifth of the bot's start, and few starts draw anything.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=_INCHES, dpi=_DOTS, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(days))
    answered = [day.answered for day in days]
    axes.bar(places, answered, color=_ANSWERED, label="✓")
    axes.bar(places, [day.asked - day.answered for day in days], bottom=answered, color=_UNANSWERED, label="✗")
    every = -(-len(days) // _MOST_DATES)
    shown = list(places)[::-1][::every][::-1]  # from the last day backwards: today is always named
    axes.set_xticks(shown, [f"{days[place].date:%-d/%-m}" for place in shown])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    picture = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(picture, format="png")
    return picture.getvalue()

"""Write `methods.json` anew from the whole API's description beside the repository."""

from tests.botapi.table import write_small_table

write_small_table()

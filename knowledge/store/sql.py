"""The store over SQL: every part of it on one database."""

from sqlalchemy import Engine

from knowledge.store.acts import Acts
from knowledge.store.answers import Answers
from knowledge.store.figures import Figures
from knowledge.store.privacy import Privacy
from knowledge.store.questions import Questions
from knowledge.store.revisions import Revisions
from knowledge.store.servers import Servers
from knowledge.store.upkeep import Upkeep
from knowledge.store.versions import Versions
from knowledge.store.watching import Watching


class SqlStore(Servers, Answers, Questions, Figures, Watching, Revisions, Versions, Acts, Privacy, Upkeep):
    """The store on SQLAlchemy Core."""

    @property
    def engine(self) -> Engine:
        return self.database.engine

"""`make bench`: every benchmark, one after the other in one run."""

from tests.benchmarks import moderation, replies, start, store

if __name__ == "__main__":
    replies.run()
    start.run()
    moderation.run()
    store.run()

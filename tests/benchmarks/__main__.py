"""`make bench`: every benchmark, one after the other in one run."""

from tests.benchmarks import growth, moderation, replies, served, start, store

if __name__ == "__main__":
    replies.run()
    start.run()
    growth.run()
    moderation.run()
    store.run()
    served.run()

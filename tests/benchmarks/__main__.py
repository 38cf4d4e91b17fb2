"""`make bench`: every benchmark, one after the other in one run."""

from tests.benchmarks import replies, start, store

if __name__ == "__main__":
    replies.run()
    start.run()
    store.run()

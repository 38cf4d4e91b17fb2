"""`make bench`: every benchmark, one after the other in one run."""

from tests.benchmarks import growth, replies, start

if __name__ == "__main__":
    replies.run()
    start.run()
    growth.run()

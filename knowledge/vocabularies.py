"""The closed lists that knowledge files choose from; lint and the schema name them when a value is not in one."""

COMMUNITY = "community"  # of answers that a server added and that none of the other topics fits
TOPICS: tuple[str, ...] = (
    "lr-erector", "lr-lat", "lr-trap", "lr-midback", "lr-pull-strength", "lr-programming", "one-side-pump",
    "one-side-pain", "uneven-shoulders", "pelvis-hip", "scoliosis", "does-it-matter", "after-injury", "sport-asymmetry",
    "upper-crossed", "lower-crossed", "front-back-balance", "winged-scapula", "desk-job",
    "imbalance-overview", "imbalance-causes", "self-check", "anatomy-upper", "anatomy-mid", "anatomy-lower",
    "well-rounded-routine", "sets-reps", "how-long", "home-no-equipment", "progress-harder",
    "howto:single-leg-back-extension", "howto:back-extension", "howto:bird-dog", "howto:superman",
    "howto:prone-opposite-raise", "howto:single-leg-glute-bridge", "howto:one-arm-dumbbell-row",
    "howto:one-arm-cable-row", "howto:seated-cable-row", "howto:bent-over-row", "howto:suspension-row",
    "howto:face-pull", "howto:one-arm-pulldown", "howto:lat-pulldown", "howto:pull-up", "howto:deadlift",
    "howto:hex-bar-deadlift", "howto:sumo-deadlift", "howto:one-arm-swing-clean-snatch", "howto:reverse-crunch",
    "howto:single-leg-sit-up", "howto:hip-flexor-stretch", "howto:hamstring-stretch", "howto:thoracic-rotation",
    "howto:foam-rolling", "howto:yoga", "howto:other",
    "ergonomics", "movement-breaks", "lifting-technique", "sleeping-position", "stretching-mobility",
    "deadlift-safety", "train-with-pain", "see-professional", "red-flag", "evidence-strength", "evidence-yoga",
    "chitchat", "out-of-scope",
    "mixed-grip", "disc-sciatica", "tight-or-weak", "cant-feel-muscle", "normal-soreness", "both-sides-pump",
    "squat-back", "shoulder-blade-knot", "si-joint", "conflicting-advice", "when-to-stop-correcting",
    "back-stronger-than-chest", "teen-posture", "older-adults", "pregnancy-postpartum", "for-someone-else",
    COMMUNITY,
)  # fmt: skip

REGIONS = ("upper", "mid", "lower", "whole", "other")
COMPARES = ("sides", "front-back", "none")
CONCERNS = (
    "size", "strength", "pain", "tightness", "posture", "technique", "programming", "understanding", "safety",
    "daily-life",
)  # fmt: skip
MOMENTS = ("any", "lifting", "after-training", "rest", "sitting", "sleep", "daily")
PICK_WHEN = ("home", "gym", "pain", "no-pain", "beginner", "advanced")
EVIDENCE = ("guideline", "study", "expert", "forum")
SEVERITIES = ("info", "caution", "stop")
SIDES = ("one", "both", "alternating")
PLANES = ("sagittal", "frontal", "transverse", "several")
LEVELS = ("beginner", "intermediate", "advanced")
SOURCE_KINDS = ("article", "forum", "guideline", "review", "study", "book", "page")
CAUTIONS = (
    "bending-pain", "arching-pain", "twisting-pain", "acute-pain", "shoulder-pain", "elbow-pain", "wrist-pain",
    "neck-pain", "hip-pain", "knee-pain", "osteoporosis", "pregnancy", "recent-surgery", "disc", "teen-arching",
    "high-blood-pressure", "blood-thinners", "floor-hard",
)  # fmt: skip
EQUIPMENT = (
    "none", "mat", "dumbbell", "kettlebell", "barbell", "hex-bar", "cable", "band", "pull-up-bar", "suspension",
    "bench", "roman-chair", "machine", "foam-roller", "ball", "swiss-ball", "chair", "wall", "weight-plate", "towel",
    "table", "doorway",
)  # fmt: skip
CAVEAT_WHEN = (
    "any-exercise", "pain-named", "side-named", "pregnancy", "teen", "older", "disc", "after-injury", "scoliosis",
    "osteoporosis", "someone-else", "painkillers",
)  # fmt: skip

MAX_BODY_WORDS = 120
MIN_ASKS = 12

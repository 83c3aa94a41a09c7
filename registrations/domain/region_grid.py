"""Where each region stands in a grid that looks like the country: (row, column) by code. Pure data.

Every region is one tile of the same size, so that a small region is seen as well as a large one.
"""

from registrations.domain.response import Division

SAFETY_REGIONS = {
    "VR10": (1, 2), "VR02": (1, 4), "VR01": (1, 5),
    "VR11": (2, 2), "VR25": (2, 4), "VR03": (2, 5),
    "VR12": (3, 1), "VR13": (3, 2), "VR14": (3, 3), "VR06": (3, 4), "VR04": (3, 5), "VR05": (3, 6),
    "VR15": (4, 1), "VR16": (4, 2), "VR09": (4, 3), "VR07": (4, 4),
    "VR17": (5, 1), "VR18": (5, 2), "VR08": (5, 4),
    "VR19": (6, 1), "VR20": (6, 2), "VR21": (6, 3), "VR23": (6, 4),
    "VR22": (7, 3), "VR24": (7, 4),
}  # fmt: skip
PROGRAMME_REGIONS = {
    "15": (1, 2), "6": (1, 4), "9": (1, 5),
    "1": (2, 2), "5": (2, 4), "4": (2, 5),
    "14": (3, 1), "24": (3, 2), "8": (3, 3), "18": (3, 4), "13": (3, 5), "20": (3, 6),
    "12": (4, 1), "2": (4, 2), "21": (4, 3), "23": (4, 4), "3": (4, 5),
    "10": (5, 1), "19": (5, 2), "26": (5, 3), "7": (5, 4),
    "25": (6, 1), "22": (6, 2), "11": (6, 3), "17": (6, 4), "16": (6, 5),
    "28": (7, 4), "27": (7, 5),
}  # fmt: skip
GRIDS = {Division.SAFETY_REGION: SAFETY_REGIONS, Division.PROGRAMME_REGION: PROGRAMME_REGIONS}

"""How the guide hears and speaks: voice stacks, turn taking, the voice on its way to the room.

Must not know: the screen, the guidance, why a conversation began or ends.
"""

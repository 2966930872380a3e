"""What a sign on a button stands for. Data.

The reader of the screen knows many pictographs; a gear it takes for a sun as often as not.
"""

from __future__ import annotations

_SIGNS = """
settings ⚙ ⛭ ☼ ☀ 🔆 🔅 🔧
search 🔍 🔎
notifications 🔔
home 🏠 ⌂
profile 👤
attach 📎
lock 🔒
unlock 🔓
calendar 📅 📆
mail ✉ 📧 📩
favorites ★ ☆ ⭐ ♥ ♡ ❤
close ✕ ✖ ❌
menu ☰ ≡
refresh 🔄 ↻ ↺
download ⬇ 📥
upload ⬆ 📤
camera 📷 🎥 📹
microphone 🎤
mute 🔇
volume 🔊 🔉
phone 📞 ☎
edit ✎ ✏ ✐
undo ↶ ↩
redo ↷ ↪
play ▶
pause ⏸
help ❓ ❔
folder 📁 📂
print ⎙
chat 💬
"""
SIGNS: dict[str, str] = {
    sign: line.split()[0] for line in _SIGNS.strip().splitlines() for sign in line.split()[1:]
}

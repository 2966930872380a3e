"""The pages that the reader of the screen is measured on, as HTML. Data alone."""

from __future__ import annotations

STYLE = """<!doctype html><meta charset=utf-8><style>
*{box-sizing:border-box;margin:0} body{font:14px/1.4 "Liberation Sans",Arial,sans-serif;
color:#202124;background:#fff;height:100vh;overflow:hidden} nav{display:flex;background:#eceef1}
nav span{padding:6px 9px} .menu{position:absolute;left:16px;top:32px;width:240px;background:#fff;
border:1px solid #aaa;box-shadow:0 4px 16px #0005;padding:6px 0} .menu div{display:flex;
justify-content:space-between;padding:6px 14px} .menu i{color:#777;font-style:normal}
.side{position:absolute;left:0;top:60px;width:230px;bottom:0;background:#f3f4f6;padding:12px 0}
.side div{padding:8px 20px} main{position:absolute;left:290px;top:70px;width:1470px}
h1{font-size:24px;margin:10px 0} h2{font-size:17px;margin:18px 0 6px} p{margin:6px 0}
.row{display:flex;gap:24px;margin:7px 0;align-items:center} .row b{width:240px;font-weight:400}
.field{border:1px solid #999;border-radius:3px;padding:4px 9px;width:260px}
.button{background:#1a5fb4;color:#fff;border-radius:4px;padding:6px 18px}
.small{font-size:12px;color:#666} table{border-collapse:collapse;font-size:12px;width:100%}
td,th{border:1px solid #ccc;padding:4px 8px;text-align:left} th{background:#eceef1}
.dark{background:#1e1e1e;color:#d4d4d4;font:12px/1.6 "DejaVu Sans",sans-serif}
.dark nav{background:#333} .dark .side{background:#252526}
.dark pre{font:13px/1.5 "DejaVu Sans Mono"}
.dark .k{color:#569cd6} .dark .c{color:#6a9955} .dark .small{color:#9a9a9a}
</style>"""


def _bar(entries: str) -> str:
    return "<nav>" + "".join(f"<span>{entry}</span>" for entry in entries.split("|")) + "</nav>"


def _side(entries: str) -> str:
    rows = "".join(f"<div>{entry}</div>" for entry in entries.split("|"))
    return f"<div class=side>{rows}</div>"


def _form(rows: dict[str, str]) -> str:
    return "".join(
        f"<div class=row><b>{label}</b><div class=field>{value}</div></div>"
        for label, value in rows.items()
    )


def _menu(rows: dict[str, str]) -> str:
    entries = "".join(f"<div><span>{row}</span><i>{key}</i></div>" for row, key in rows.items())
    return f"<div class=menu>{entries}</div>"


def _table(head: str, rows: list[list[str]]) -> str:
    heading = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{heading}</tr>{body}</table>"


_ORDERS = [
    [
        f"{48210 + 37 * number}",
        ("Anna Lindqvist", "Bruno Keller", "Chloe O'Brien", "Dmitri Vasquez")[number % 4],
        ("Garden hose 15 m", "Steel shelf, 5 tiers", "Oak table top", "Desk lamp (LED)")[
            number * 7 % 4
        ],
        f"2026-{number % 12 + 1:02d}-{number % 27 + 1:02d}",
        f"{1 + number * 13 % 9}",
        f"€{19 + number * 31 % 480}.{number * 17 % 100:02d}",
        ("Paid", "Waiting for payment", "Shipped", "Returned")[number * 3 % 4],
    ]
    for number in range(32)
]

PAGES = {
    "settings form": _bar("File|Edit|View|History|Bookmarks|Tools|Help")
    + _side("General|Home|Search|Privacy &amp; Security|Sync|Languages|Downloads|Accessibility")
    + "<main><h1>Privacy &amp; Security</h1><p class=small>Choose what other people and "
    "websites can learn about you.</p><h2>Passwords</h2>"
    + _form(
        {
            "Ask to save passwords": "Always",
            "Primary password": "Not set",
            "Show alerts about breaches": "On",
            "Clear history when closing": "Only this device",
            "Keep cookies for": "30 days",
            "Display name": "Margaret Ellwood",
            "E-mail address": "m.ellwood@example.org",
            "Page zoom": "110 %",
            "Proxy server": "192.168.0.14:8080",
        }
    )
    + "<h2>Permissions</h2><p>Location, camera and microphone are asked for each time. You can "
    "change this for a single website in its own settings.</p><div class=row><div class=button>"
    "Save changes</div><div class=button>Cancel</div><div class=button>Learn more...</div></div>"
    "<p class=small>Version 128.3.1 (64-bit). Last checked today at 14:05.</p></main>",
    "dense table, 12 px": _bar("Orders|Customers|Stock|Invoices|Reports|Settings")
    + "<main style='left:20px;width:1880px'>"
    + _table("Number|Customer|Article|Date|Pieces|Amount|State", _ORDERS)
    + "</main>",
    "open menu": _bar("File|Edit|View|Insert|Format|Tools|Window|Help")
    + "<main><h1>Letter to the council</h1><p>Many of us walk along the river in the afternoon, "
    "and some of us do not walk as far as we used to.</p><p>We would like to ask for a bench "
    "near the willow, where the path is widest.</p></main>"
    + _menu(
        {
            "Undo": "Ctrl+Z",
            "Redo": "Ctrl+Y",
            "Cut": "Ctrl+X",
            "Copy": "Ctrl+C",
            "Paste": "Ctrl+V",
            "Paste special...": "",
            "Select all": "Ctrl+A",
            "Find and replace": "Ctrl+H",
            "Track changes": "",
            "Preferences": "",
        }
    ),
    "dark editor, 12 px": "<div class=dark style='height:100vh'>"
    + _bar("File|Edit|Selection|View|Go|Run|Terminal|Help")
    + _side("EXPLORER|agent|session.py|reader.py|changes.py|tests|README.md|pyproject.toml|OUTLINE")
    + "<main><pre><span class=k>def close(self) -> None:</span>\n"
    "    <span class=c># The newest frame only: an older one is of no use to anybody.</span>\n"
    "    self.frame = None\n    logger.info('the reader was closed')\n"
    "    <span class=k>if self.task is not None:</span>\n        self.task.cancel()\n</pre>"
    "<p>Problems</p><p>Output</p><p>Debug console</p>"
    "<p class=small>Ln 14, Col 23 - Spaces: 4 - UTF-8 - Python 3.11</p></main></div>",
    "French": _bar("Fichier|Édition|Affichage|Insertion|Mise en page|Références|Aide")
    + _side("Général|Confidentialité|Sécurité|Téléchargements|Langues|Accessibilité")
    + "<main><h1>Paramètres du compte</h1><p>Vérifiez que votre adresse e-mail est à jour : "
    "c'est là que nous enverrons le reçu.</p>"
    + _form(
        {
            "Prénom": "François",
            "Nom de famille": "Lefèvre",
            "Pays où vous résidez": "Côte d'Ivoire",
            "Numéro de téléphone": "06 12 34 56 78",
            "Fréquence des relevés": "Chaque été",
        }
    )
    + "<p>Œuvres complètes, tome « deuxième » : ça ne s'achève pas ici. Où êtes-vous né ?</p>"
    "<div class=row><div class=button>Enregistrer</div><div class=button>Réinitialiser</div>"
    "<div class=button>Créer un modèle</div></div></main>",
    "Spanish": _bar("Archivo|Edición|Ver|Insertar|Diseño|Revisión|Ayuda")
    + _side("Sesión|Contraseñas|Búsqueda|Idiomas|Accesibilidad|Más opciones")
    + "<main><h1>Configuración de la cuenta</h1><p>¿Desea guardar los cambios antes de cerrar? "
    "¡Atención! Esta acción no se puede deshacer.</p>"
    + _form(
        {
            "Dirección electrónica": "begoña@ejemplo.es",
            "Año de nacimiento": "1958",
            "País": "España",
            "Tamaño de página": "A4 (210 \u00d7 297 mm)",
            "Teléfono móvil": "612 345 678",
        }
    )
    + "<p>El pingüino comió piñas en la montaña según él.</p><div class=row><div class=button>"
    "Añadir</div><div class=button>Cancelar</div><div class=button>Imprimir página</div></div>"
    "</main>",
}

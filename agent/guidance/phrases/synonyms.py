"""Words of user interfaces that mean the same, across the three languages. Data and its look-up.

A Spanish speaker who asks for « guardar » over an English page means Save. One row is one meaning;
words that only often go together (account and profile) are in different rows, since a wrong
translation points at the wrong thing.
"""

from __future__ import annotations

from functools import lru_cache

from agent.guidance.phrases.spelling import closeness, joined, sound, stem, tokens
from protocol.messages import Language

_ROWS = """
save, enregistrer, enregistrement, sauvegarder, guardar, grabar
save as, enregistrer sous, guardar como
settings, setting, parametres, parametre, reglages, preferences, ajustes, \
configuracion, preferencias
configure, configurer, configurar
delete, remove, supprimer, suppression, effacer, retirer, eliminar, borrar, suprimir, \
quitar
erase, clear, vider, vaciar, limpiar
trash, bin, recycle bin, corbeille, poubelle, papelera
cancel, annuler, annulation, cancelar
undo, annuler, deshacer
redo, retablir, refaire, rehacer
search, rechercher, recherche, chercher, buscar, busqueda, buscador
find, trouver, encontrar, rechercher, buscar
print, imprimer, impression, imprimir
share, partager, partage, compartir
download, downloads, telecharger, telechargement, telechargements, descargar, descarga, descargas
upload, televerser, importer, subir, cargar
import, importer, importar
export, exporter, exportation, exportar
sign in, log in, log on, sign on, connect, se connecter, connecter, connexion, connectez vous, \
s identifier, identification, iniciar sesion, inicia sesion, inicio de sesion, conectarse, \
conectar, acceder, entrar
sign out, log out, log off, disconnect, se deconnecter, deconnecter, deconnexion, cerrar sesion, \
cierra sesion, desconectarse, desconectar, salir
sign up, register, create account, create an account, inscription, s inscrire, inscrire, \
inscrivez vous, creer un compte, creer compte, registrarse, registrate, registro, crear cuenta, \
crear una cuenta, inscribirse
subscribe, s abonner, abonner, abonnement, suscribirse, suscribir, suscripcion, subscription
unsubscribe, se desabonner, desabonner, darse de baja
next, suivant, suivante, siguiente
previous, precedent, precedente, anterior
back, go back, retour, retourner, revenir, volver, atras, regresar
continue, continuer, continuar, seguir
home, home page, homepage, accueil, page d accueil, inicio, pagina de inicio, pagina principal
help, aide, ayuda
file, files, fichier, fichiers, archivo, archivos, fichero, ficheros
edit, edition, editer, modifier, editar, edicion, modificar
change, changer, cambiar
view, affichage, afficher, vista, ver, voir
show, montrer, afficher, mostrar
hide, masquer, cacher, ocultar
insert, inserer, insertion, insertar
format, mise en forme, formato
tools, tool, outils, outil, herramientas, herramienta
window, fenetre, ventana
open, ouvrir, abrir
close, fermer, cerrar
quit, exit, quitter, sortir, salir
new, nouveau, nouvelle, nouveaux, nouvelles, nuevo, nueva, nuevos, nuevas
add, ajouter, ajout, anadir, agregar
create, creer, creation, crear
copy, copier, copie, copiar, copia
paste, coller, pegar
cut, couper, cortar
replace, remplacer, reemplazar, sustituir
rename, renommer, renombrar, cambiar nombre, cambiar el nombre
move, deplacer, mover
send, envoyer, envoi, enviar
reply, repondre, reponse, responder, respuesta
reply all, repondre a tous, responder a todos
forward, transferer, reenviar
receive, recevoir, recibir
compose, write, rediger, ecrire, redactar, escribir
message, messages, mensaje, mensajes
inbox, boite de reception, bandeja de entrada, recibidos
outbox, boite d envoi, bandeja de salida
sent, sent items, envoyes, elements envoyes, enviados
drafts, draft, brouillons, brouillon, borradores, borrador
spam, junk, indesirables, courrier indesirable, correo no deseado
attach, attachment, attachments, joindre, piece jointe, pieces jointes, adjuntar, adjunto, adjuntos
email, e mail, mail, courriel, adresse e mail, adresse mail, email address, mail address, \
correo, correo electronico, adresse electronique
password, mot de passe, contrasena, clave
forgot password, forgot your password, forgotten password, mot de passe oublie, \
olvide mi contrasena, olvidaste tu contrasena, contrasena olvidada
user name, username, nom d utilisateur, identifiant, nombre de usuario, usuario
user, users, utilisateur, utilisateurs, usuarios
account, compte, cuenta
my account, mon compte, mi cuenta
profile, profil, perfil
name, nom, nombre
first name, prenom, given name, nombre de pila
last name, surname, family name, nom de famille, apellido, apellidos
phone, telephone, phone number, numero de telephone, telefono, numero de telefono
address, adresse, direccion
city, town, ville, ciudad
country, pays, pais
postcode, postal code, zip code, zip, code postal, codigo postal
date, fecha
birthday, date of birth, birth date, date de naissance, fecha de nacimiento
language, languages, langue, langues, idioma, idiomas, lengua
cart, basket, shopping cart, panier, cesta, carrito, carrito de compras
add to cart, add to basket, ajouter au panier, anadir al carrito, anadir a la cesta, \
agregar al carrito
buy, acheter, comprar
checkout, check out, place order, passer commande, passer la commande, realizar pedido, \
tramitar pedido, finalizar compra
order, orders, commande, commandes, pedido, pedidos
pay, payer, pagar
payment, payments, paiement, paiements, pago, pagos
invoice, invoices, bill, bills, billing, facture, factures, facturation, factura, facturas, \
facturacion
price, prices, pricing, prix, tarif, tarifs, precio, precios, tarifas
product, products, produit, produits, producto, productos
shop, store, boutique, magasin, tienda
delivery, shipping, livraison, expedition, envio, entrega
submit, soumettre, valider, envoyer, enviar
confirm, confirmer, confirmation, confirmar, confirmacion
accept, accepter, aceptar
accept all, accept all cookies, tout accepter, accepter tout, aceptar todo, aceptar todas
reject, refuse, decline, deny, refuser, rejeter, rechazar, denegar
reject all, decline all, tout refuser, refuser tout, tout rejeter, rechazar todo, rechazar todas
apply, appliquer, aplicar
ok, okay, okey, d accord, vale
yes, oui, si
no, non
done, termine, terminer, finish, finir, listo, hecho, terminar, finalizar
start, begin, demarrer, commencer, empezar, comenzar
stop, arreter, detener
pause, pausar
play, lecture, lire, reproducir
record, enregistrer, grabar
refresh, reload, actualiser, rafraichir, recharger, actualizar, recargar
update, mettre a jour, mise a jour, mises a jour, updates, actualizar, actualizacion
install, installer, installation, instalar, instalacion
uninstall, desinstaller, desinstalar
enable, turn on, activer, activar, habilitar, encender
disable, turn off, desactiver, desactivar, deshabilitar, apagar
select, selectionner, seleccionar
select all, tout selectionner, seleccionar todo
choose, choisir, elegir, escoger
all, tout, tous, toutes, todo, todos, todas
none, aucun, aucune, ninguno, ninguna
more, plus, mas, +
more information, learn more, read more, en savoir plus, plus d informations, lire la suite, \
saber mas, mas informacion, leer mas
see all, view all, show all, voir tout, tout voir, ver todo, ver todos
less, moins, menos
filter, filters, filtrer, filtre, filtres, filtrar, filtro, filtros
sort, trier, tri, ordenar
zoom in, zoom avant, acercar
zoom out, zoom arriere, alejar
full screen, fullscreen, plein ecran, pantalla completa
screen, ecran, pantalla
notifications, notification, notificaciones, notificacion
calendar, calendrier, agenda, calendario
contacts, contact, contacto, contactos
contact us, contactez nous, nous contacter, contactanos, contactenos
about, a propos, acerca de, sobre
about us, qui sommes nous, sobre nosotros, quienes somos
privacy, confidentialite, privacidad, vie privee
privacy policy, politique de confidentialite, politica de privacidad
terms, conditions, terminos, condiciones, terms of service, terms of use, \
terms and conditions, conditions d utilisation, \
conditions generales, terminos de servicio, condiciones de uso, terminos y condiciones
legal notice, legal, mentions legales, aviso legal
security, securite, seguridad
news, actualites, nouvelles, noticias
events, event, evenements, evenement, eventos, evento
documents, document, documento, documentos
folder, folders, dossier, dossiers, carpeta, carpetas
new folder, nouveau dossier, nueva carpeta, create folder
picture, pictures, image, images, imagen, imagenes, photo, photos, foto, fotos
video, videos
music, musique, musica
page, pages, pagina, paginas
title, titre, titulo
table, tableau, tabla
bold, gras, negrita
italic, italique, cursiva
underline, souligner, souligne, subrayado, subrayar
font, police, fuente
color, colour, colors, couleur, couleurs, colores
size, taille, tamano
report, reports, rapport, rapports, informe, informes
dashboard, tableau de bord, panel, tablero, panel de control
statistics, stats, statistiques, estadisticas
history, historique, historial
favorites, favourites, favorite, favoris, favori, favoritos, bookmarks, marcadores
comment, comments, commentaire, commentaires, comentario, comentarios, comentar
like, j aime, me gusta
follow, suivre, seguir
members, member, membres, membre, miembros
team, teams, equipe, equipes, equipo, equipos
project, projects, projet, projets, proyecto, proyectos
task, tasks, tache, taches, tarea, tareas
microphone, mic, micro, microfono
camera, webcam, camara
mute, couper le son, silenciar
volume, volumen
sound, audio, son, sonido
share screen, share my screen, share your screen, partager l ecran, partager mon ecran, \
compartir pantalla, compartir mi pantalla
hang up, leave, raccrocher, quitter, colgar, abandonar
book, reserve, reserver, reservation, reservar, reserva, booking
schedule, planifier, programmer, programar
translate, traduire, traduction, traducir, traduccion
archive, archives, archiver, archivar
duplicate, dupliquer, duplicar
preview, apercu, previsualiser, vista previa
advanced, avance, avances, avancee, avanzado, avanzada
general, generaux
options, option, opciones, opcion
details, detail, detalles, detalle
description, descripcion
category, categories, categorie, categoria, categorias
support, assistance, soporte, asistencia
faq, foire aux questions, preguntas frecuentes
try, try again, retry, reessayer, reintentar, intentar de nuevo
skip, passer, ignorer, saltar, omitir, ignore
lock, verrouiller, bloquear
unlock, deverrouiller, desbloquear
remember me, stay signed in, keep me signed in, se souvenir de moi, rester connecte, recordarme, \
mantener la sesion iniciada
"""


def _meanings() -> dict[str, frozenset[int]]:
    meanings: dict[str, frozenset[int]] = {}
    for row, line in enumerate(_ROWS.strip().splitlines()):
        for term in line.split(","):
            key = joined(tokens(term))
            meanings[key] = meanings.get(key, frozenset()) | {row}
    return meanings


_MEANINGS = _meanings()

LONGEST_TERM = 5  # words, in the rows above
SHORTEST_MISHEARD = 5  # letters: shorter words have too many neighbours
# Share of letters in common with the term it sounds like, `spelling.closeness`.
LEAST_ALIKE = 0.5
LEAST_ALIKE_TOGETHER = 0.8


def _by(change: str, language: Language) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for term in _MEANINGS:
        if len(term) >= SHORTEST_MISHEARD:
            key = stem(term, language) if change == "stem" else sound(term, language)
            index[key] = (*index.get(key, ()), term)
    return index


_BY_STEM = {language: _by("stem", language) for language in Language}
_BY_SOUND = {language: _by("sound", language) for language in Language}
_NOTHING: frozenset[int] = frozenset()


def meanings(term: str) -> frozenset[int]:
    """The meanings of a term, put together by `spelling.joined`. Empty: not a known one."""
    return _MEANINGS.get(term) or _MEANINGS.get(term.removesuffix("s"), _NOTHING)


@lru_cache(maxsize=4096)
def heard_meanings(words: tuple[str, ...], language: Language) -> frozenset[int]:
    """The same for words that may be inflected or misheard (« enregistré », "sign inn")."""
    term = joined(words)
    exact = meanings(term)
    if exact or len(term) < SHORTEST_MISHEARD:
        return exact
    alone = len(words) == 1
    known = _BY_STEM[language].get(stem(term, language), ()) if alone else ()
    if not known:
        # Several words sound like a known term by chance far more often than one does.
        least = LEAST_ALIKE if alone else LEAST_ALIKE_TOGETHER
        alike = _BY_SOUND[language].get(sound(term, language), ())
        known = tuple(other for other in alike if closeness(term, other) >= least)
    return _NOTHING.union(*(_MEANINGS[other] for other in known))

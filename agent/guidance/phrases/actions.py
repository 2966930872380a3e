"""What can be done in a program, and the words of its windows, in the three languages. Data.

One row is one meaning; see `synonyms` for how strict a row is.
"""

ACTIONS = """
save, enregistrer, enregistrement, sauvegarder, guardar, grabar
save as, enregistrer sous, guardar como
configure, configurer, configurar
delete, remove, supprimer, suppression, effacer, retirer, eliminar, borrar, suprimir, quitar
erase, clear, vider, vaciar, limpiar
trash, bin, recycle bin, corbeille, poubelle, papelera
cancel, annuler, annulation, cancelar
undo, annuler, deshacer
redo, retablir, refaire, rehacer
search, rechercher, recherche, chercher, buscar, busqueda, buscador
find, trouver, encontrar, rechercher, buscar
print, imprimer, impression, imprimir
share, partager, partage, compartir
download, downloads, telecharger, telechargement, telechargements, descargar, descarga, \
descargas
upload, televerser, importer, subir, cargar
import, importer, importar
export, exporter, exportation, exportar
sign in, log in, log on, sign on, connect, se connecter, connecter, connexion, connectez vous, s \
identifier, identification, iniciar sesion, inicia sesion, inicio de sesion, conectarse, \
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
edit, edition, editer, modifier, editar, edicion, modificar
change, changer, cambiar
view, affichage, afficher, vista, ver, voir
show, montrer, afficher, mostrar
hide, masquer, cacher, ocultar
insert, inserer, insertion, insertar
open, ouvrir, abrir
close, fermer, cerrar
quit, exit, quitter, sortir, salir
new, nouveau, nouvel, nouvelle, nouveaux, nouvelles, nuevo, nueva, nuevos, nuevas
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
attach, attachment, attachments, joindre, piece jointe, pieces jointes, adjuntar, adjunto, \
adjuntos
add to cart, add to basket, ajouter au panier, anadir al carrito, anadir a la cesta, agregar al \
carrito
buy, acheter, comprar
checkout, check out, place order, passer commande, passer la commande, realizar pedido, tramitar \
pedido, finalizar compra
pay, payer, pagar
submit, soumettre, valider, envoyer, enviar
confirm, confirmer, confirmation, confirmar, confirmacion
accept, accepter, aceptar
accept all, accept all cookies, tout accepter, accepter tout, aceptar todo, aceptar todas
reject, refuse, decline, deny, refuser, rejeter, rechazar, denegar
reject all, decline all, tout refuser, refuser tout, tout rejeter, rechazar todo, rechazar todas
apply, appliquer, aplicar
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
more information, learn more, read more, en savoir plus, plus d informations, lire la suite, \
saber mas, mas informacion, leer mas
see all, view all, show all, voir tout, tout voir, ver todo, ver todos
sort, trier, tri, ordenar
zoom in, zoom avant, acercar
zoom out, zoom arriere, alejar
full screen, fullscreen, plein ecran, pantalla completa
like, j aime, me gusta
follow, suivre, seguir
mute, couper le son, silenciar
share screen, share my screen, share your screen, partager l ecran, partager mon ecran, \
compartir pantalla, compartir mi pantalla
hang up, leave, raccrocher, quitter, colgar, abandonar
book, reserve, reserver, reservation, reservar, reserva, booking
schedule, planifier, programmer, programar
translate, traduire, traduction, traducir, traduccion
archive, archives, archiver, archivar
duplicate, dupliquer, duplicar
preview, apercu, previsualiser, vista previa
try, try again, retry, reessayer, reintentar, intentar de nuevo
skip, passer, ignorer, saltar, omitir, ignore
lock, verrouiller, bloquear
unlock, deverrouiller, desbloquear
remember me, stay signed in, keep me signed in, se souvenir de moi, rester connecte, recordarme, \
mantener la sesion iniciada
refund, rembourser, remboursement, reembolsar, reembolso
pick up, collect, retirer en magasin, click and collect, recoger, recogida, recoger en tienda
deliver, livrer, entregar
deactivate account, close account, delete account, delete my account, close my account, \
supprimer le compte, supprimer mon compte, fermer mon compte, cloturer le compte, eliminar \
cuenta, eliminar mi cuenta, borrar mi cuenta, cerrar mi cuenta
save for later, mettre de cote, guardar para despues
mark as read, mark all as read, marquer comme lu, tout marquer comme lu, marcar como leido
report spam, signaler comme indesirable, marcar como spam
crop, recadrer, recadrage, recortar, recorte
rotate, turn, rotation, pivoter, tourner, faire pivoter, rotar, girar
resize, redimensionner, redimensionnement, redimensionar
reset, reinitialiser, reinitialisation, restablecer, reiniciar
merge, fusionner, combiner, combinar, fusionar
split, diviser, fractionner, dividir
group, grouper, groupe, agrupar, grupo
compress, compresser, comprimir
extract, extraire, extraer
restore, restaurer, restaurar, recuperar
renew, renouveler, renouvellement, renovar, renovacion
invite, inviter, invitation, invitar, invitacion
join, rejoindre, participer, unirse, unirme
transfer, transfer money, virement, faire un virement, transferencia, transferir
top up, recharge, recargar saldo
withdraw, retrait, retirar
activate, activer, activar
freeze, block, bloquer, bloquear, congelar
report, signaler, declarer, denunciar, reportar
contest, dispute, contester, impugnar
rate, review, noter, evaluer, valorar, evaluar
vote, voter, votar
sign, signer, signature, firmar, firma
scan, scanner, numeriser, escanear
synchronise, sync, synchroniser, sincronizar
assign, attribuer, affecter, asignar
highlight, surligner, resaltar
align, aligner, alinear
draw, dessiner, dibujar
run, execute, executer, lancer, ejecutar
debug, deboguer, depurar
build, compiler, compilar
deploy, deployer, desplegar
shuffle, lecture aleatoire, aleatoire, aleatorio, reproduccion aleatoria
raise hand, raise my hand, lever la main, levantar la mano
check in, enregistrement en ligne, faire l enregistrement, facturar
calculate, compute, calculer, calculadora, calcular
compare, comparer, comparar
track, suivre mon colis, suivi, rastrear, seguimiento
return, retourner un article, devolver, devolucion
register, inscrire, inscribir, matricular, enrol, enroll
pin, epingler, anclar, fijar
flag, mark, marquer, marcar, signaler
test, tester, probar
restart, reboot, redemarrer, reiniciar
shut down, switch off, power off, eteindre, apagar
"""
WINDOWS = """
settings, setting, parametres, parametre, reglages, preferences, ajustes, configuracion, \
preferencias
home, home page, homepage, accueil, page d accueil, inicio, pagina de inicio, pagina principal
help, aide, ayuda
file, files, fichier, fichiers, archivo, archivos, fichero, ficheros
format, mise en forme, formato
tools, tool, outils, outil, herramientas, herramienta
window, fenetre, ventana
ok, okay, okey, d accord, vale
yes, oui, si
no, non
done, termine, terminer, finish, finir, listo, hecho, terminar, finalizar
all, tout, tous, toutes, todo, todos, todas
none, aucun, aucune, ninguno, ninguna
more, plus, mas, +
less, moins, menos
filter, filters, filtrer, filtre, filtres, filtrar, filtro, filtros
screen, ecran, pantalla
advanced, avance, avances, avancee, avanzado, avanzada
general, generaux
options, option, opciones, opcion
details, detail, detalles, detalle
"""

"""Words that stand for each other in a task, though they do not mean the same. Data.

Who wants to "get rid of" something is helped by Delete, and by the bin. A row is wider than one of
`synonyms`: it is used only when nothing on the screen bears the words themselves.
"""

KIN = """
delete, remove, get rid of, take out, take away, throw away, throw out, trash, bin, wastebasket, \
recycle bin, supprimer, enlever, retirer, oter, jeter, effacer, mettre a la corbeille, se \
debarrasser de, eliminar, quitar, borrar, sacar, tirar, deshacerse de, deshacerme de, papelera, \
corbeille, erase
cancel, call off, annuler, anular, cancelar, dismiss, discard, abandonner, descartar
pay, checkout, place order, place my order, buy, proceed to payment, settle, payer, regler, \
acheter, payment, commander, passer commande, finaliser, pagar, pago, comprar, tramitar pedido, \
finalizar compra, finalizar pedido, realizar pedido, valider mon panier, abonar
sign up, register, create account, create an account, open an account, become a member, new \
account, new user, creer un compte, ouvrir un compte, nouveau compte, crear una cuenta, abrir \
una cuenta, nueva cuenta, darse de alta, darme de alta, registrarme, s inscrire, m inscrire, \
inscribirme
sign in, log in, log on, get in, get into my account, me connecter, connecter a mon compte, \
entrar en mi cuenta, iniciar sesion, entrar, conectarme, acceder
sign out, log out, log me out, get out, exit, me deconnecter, cerrar la sesion, salir, salir de \
mi cuenta, cerrar sesion, desconectarme, quitter, deconnexion
forgot password, remember password, remember my password, lost password, lost my password, \
forgotten my password, forgot my password, recover password, recover my password, don t know my \
password, t remember my password, reset password, reset my password, oublie mon mot de passe, \
oublie le mot de passe, perdu mon mot de passe, rappelle plus mon mot de passe, souviens plus de \
mon mot de passe, recuperer mon mot de passe, mot de passe perdu, reinitialiser le mot de passe, \
recuperar la contrasena, recuperar mi contrasena, olvidado la contrasena, olvidado mi \
contrasena, no recuerdo mi contrasena, no me acuerdo de la contrasena, recuerdo mi contrasena, \
acuerdo de mi contrasena, restablecer contrasena, perdido la contrasena, olvide la contrasena
settings, preferences, options, reglages, configuration, configuracion, opciones, configure, \
customise, customize, personnaliser, personalizar, parametrer, setup
language, english, francais, espanol, langue, idioma, deutsch, french, spanish, ingles, anglais, \
espagnol, frances
currency, eur, usd, gbp, euro, euros, dollar, dollars, pounds, livres sterling, dolares, libras
compose, write, new message, new email, new mail, nouveau message, nuevo mensaje, nuevo correo, \
rediger, redactar, ecrire, escribir, nouveau courriel
preview, print preview, see how it looks, what it looks like, looks before printing, how it will \
look, apercu, see it before printing, a quoi ca ressemble, ce que ca donne, voir avant d \
imprimer, voir le resultat avant, como queda, como quedara, ver antes de imprimir, vista previa, \
antes de imprimir, before printing, before i print, avant d imprimer, avant impression, vista \
preliminar
brightness, brighten, lighten, too dark, brighter, lighter, luminosite, eclaircir, eclairer, \
trop sombre, plus clair, aclarar, brillo, demasiado oscura, mas clara, mas brillo, exposure, \
exposition, exposicion, darken, assombrir, oscurecer, dark, sombre, oscura, oscuro
volume, louder, quieter, turn up, plus fort, moins fort, mas alto, mas bajo, subir el volumen, \
bajar el volumen, monter le son, baisser le son, sound, son, sonido
zoom in, zoom avant, zoomer, zoomer sur, enlarge, bigger, make it bigger, make bigger, agrandir, \
grossir, plus grand, rapprocher, acercar, ampliar, mas grande, hacer zoom, agrandar, closer, \
magnify
zoom out, zoom arriere, dezoomer, smaller, make it smaller, make smaller, reduire, plus petit, \
eloigner, alejar, mas pequeno
reset view, reset, initial view, vue initiale, vue de depart, vue d origine, vista inicial, \
restablecer vista, vista del principio, original view, start over, recommencer, volver a \
empezar, empezar de nuevo, default, valeurs par defaut, valores predeterminados, vista original, \
restablecer, vue du debut, reinitialiser
move, drag, deplacer, bouger, glisser, mover, desplazar, change place, arrastrar
rotate, turn, turn round, turn around, straighten, tourner, pivoter, redresser, girar, \
enderezar, dar la vuelta, rotar
crop, trim, cut off, cut the edges, recadrer, rogner, couper les bords, recortar
resize, dimensions, redimensionner, taille, tamano, size, dimensiones, redimensionar
font size, text size, size of the text, size of the letters, letter size, letters bigger, taille \
de la police, taille du texte, taille des lettres, taille des caracteres, tamano de letra, \
tamano de la letra, tamano de fuente, tamano del texto, taille de police, tamano de la fuente
font, typeface, police, police de caracteres, tipo de letra, fuente, caracteres, lettering
bold, gras, negrita, make bold, mettre en gras, b, g, n
italic, italique, cursiva, i, k
underline, souligner, subrayar, u
picture, image, photo, pictures, illustration, imagen, foto, dibujo, images
send, envoyer, enviar, submit, soumettre, deposer, presentar, transmettre, mandar
submit, confirm, validate, validate the form, valider, confirmer, confirmar, finish, terminer, \
enviar la solicitud, aceptar, accept, apply, appliquer, aplicar, ok
forward, pass on, transferer, faire suivre, reenviar, transfer
reply, answer, respond, repondre, contestar, responder, write back
upload, attach, attach file, attach a file, add attachment, add a file, add file, joindre, \
joindre un fichier, deposer un fichier, ajouter un fichier, adjuntar, subir, subir un archivo, \
cargar, televerser, send a file, piece jointe, import
download, save a copy, get a copy, recuperer, telecharger, descargar, bajar, descargarme
export, convert, turn into, transformer en, convertir, exporter, exportar
pdf, make a pdf, save as pdf, export as pdf, convert to pdf, faire un pdf, enregistrer en pdf, \
exporter en pdf, exporter au format pdf, convertir en pdf, hacer un pdf, guardar como pdf, \
exportar como pdf, exportar a pdf
save as, save a copy, save under another name, another name, different name, enregistrer sous un \
autre nom, sous un autre nom, autre nom, guardar con otro nombre, otro nombre, con otro nombre, \
guardar como
search, look up, find, rechercher, buscar, trouver, chercher, encontrar, localizar
add, create, new, add new, ajouter, creer, nouveau, nouvel, nouvelle, anadir, agregar, crear, \
nuevo, nueva, +
schedule, plan, timetable, planning, agenda, calendar, programmer, planifier, programar, \
calendrier, calendario
help, support, assistance, aide, ayuda, help centre, help center, centre d aide, centro de \
ayuda, faq, asistencia, soporte
contact, contact us, talk to someone, speak to someone, talk to a person, call you, write to \
you, speak to a person, phone you, talk to an adviser, parler a quelqu un, joindre quelqu un, \
vous joindre, vous appeler, vous ecrire, nous contacter, hablar con alguien, hablar con una \
persona, contactar, llamar, llamarles, ponerme en contacto, customer service, service client, \
atencion al cliente
bill, bills, invoice, invoices, receipt, receipts, facture, factures, recu, factura, facturas, \
recibo, recibos, billing
statement, statements, transactions, account activity, releve, releves, operations, movimientos, \
extracto, extractos, historial
balance, how much money, money i have, how much i have, solde, combien j ai, saldo, cuanto \
dinero, dinero tengo, available balance
transfer, send money, transfer money, make a transfer, move money, virement, virer, faire un \
virement, envoyer de l argent, transferencia, enviar dinero, hacer una transferencia, mandar \
dinero, transferir
trash, deleted, deleted items, deleted files, deleted photos, supprimes, supprimees, elements \
supprimes, corbeille, papelera, eliminados, borrados, borradas, eliminadas, wastebasket, bin
block, freeze, lock, bloquer, bloquear, geler, congelar, opposition, faire opposition, lost or \
stolen
lost, lost or stolen, stolen, perdu, vole, perdue, volee, perdido, robado, perdida, robada, lost \
card
limit, plafond, limite, maximum, ceiling
filter, narrow down, only show, show only, filtrer, affiner, filtrar, filters, filtres, filtros
sort, put in order, arrange, order by, alphabetical order, ordre alphabetique, orden alfabetico, \
trier, classer, ranger, ordenar, clasificar, sort by, trier par, ordenar por
shuffle, random order, in random order, mix, melanger, dans le desordre, ordre aleatoire, \
mezclar, en orden aleatorio, aleatorio
sum, add up, autosum, somme, somme automatique, additionner, faire la somme, sumar, suma, \
autosuma
next, skip to the next, go forward, suivant, suivante, siguiente, prochain, prochaine, \
continuer, continue, forward, proxima
previous, go back, precedent, precedente, anterior, volver atras, back
mute, turn off my microphone, turn off microphone, turn off the microphone, couper le micro, \
couper mon micro, silence my microphone, stop my microphone, silenciar, apagar el microfono, \
apagar mi microfono, switch off the microphone
stop video, turn off the camera, turn off my camera, turn off camera, couper la camera, couper \
ma camera, desactivar camara, apagar la camara, apagar mi camara, eteindre la camera, stop \
camera, camera off, detener video
participants, who is in the call, who is here, people in the call, attendees, qui est la, qui \
participe, les presents, quien esta, asistentes, participantes
hang up, leave, leave the meeting, leave the call, end call, end the call, leave call, quitter \
la reunion, quitter l appel, raccrocher, colgar, salir de la reunion, salir de la llamada, \
terminer l appel, finalizar llamada
unpaid, not paid, nobody has paid, haven t paid, hasn t been paid, have not been paid, still to \
be paid, not been paid, yet to pay, impaye, impayes, pas paye, pas encore paye, pas encore \
payees, sin pagar, no pagado, pendientes de pago, por pagar
unread, not read, haven t read, not read yet, pas lu, pas encore lu, pas encore lus, sin leer, \
no he leido
doctor, gp, physician, medecin, medico, generaliste, doctora, practitioner, praticien
prescription, medicine, medication, ordonnance, medicament, medicaments, receta, medicina, \
medicamento, medicamentos
result, results, test results, blood test, analyses, resultats d analyses, resultados, analisis, \
analitica, resultat
appointment, consultation, visit, rendez vous, cita, consulta, booking, reservation, visita
book, book an appointment, make an appointment, pedir cita, pedir hora, prendre rendez vous, \
reserver, reservar, book a visit, solicitar cita
booking, reservation, reservations, bookings, reserva, reservas
order, ask for, request, commander, demander, solicitar, pedir, apply for
history, past, previous orders, historique, historial, anciens, anteriores, earlier
name, full name, first name, last name, nom, nom complet, nom et prenom, nombre, nombre \
completo, nombre y apellidos, name and surname
last name, surname, family name, apellido, apellidos, nom de famille
birthday, date of birth, when i was born, born, birth date, date de naissance, ne le, \
anniversaire, cumpleanos, nacimiento, fecha de nacimiento, nacido, naci, naissance
phone, mobile, telephone, mobile number, portable, numero de portable, telefono, movil, numero \
de movil, cell phone, cellphone
email, e mail, mail, email address, courriel, correo, correo electronico
address, where i live, domicilio, domicile, direccion, adresse, home address, street, rue, calle
children, number of children, enfants, nombre d enfants, hijos, numero de hijos
bank account, iban, account number, compte bancaire, rib, cuenta bancaria, numero de cuenta, \
account details, bank details, coordonnees bancaires, datos bancarios
profile, account, my account, my details, personal details, personal information, mes \
informations, mes coordonnees, mis datos, datos personales, mi cuenta, mon compte, perfil, \
profil, compte, cuenta
notifications, alerts, alertes, avisos, alertas, notificaciones, reminders
dark mode, theme, dark theme, mode nuit, mode sombre, modo oscuro, modo noche, dark, appearance, \
fond noir, black background
subtitles, captions, sous titres, subtitulos
picture of me, profile picture, profile photo, avatar, photo de profil, ma photo, foto de \
perfil, mi foto
cart, basket, trolley, bag, shopping bag, panier, cesta, carrito, carro
favourites, favorites, wish list, bookmark, favoris, favoritos, coup de coeur, deseos, starred, \
star, like, me gusta, j aime
song, track, chanson, piste, titre, morceau, cancion, pista, music
delivery, shipping, livraison, entrega, envio
discount, promotion, offer, sale, deals, promo, promos, soldes, ofertas, rebajas, reduction, \
remise, cheaper
voucher, promo code, discount code, coupon, code promo, code promotionnel, bon d achat, codigo \
promocional, cupon, codigo de descuento
parcel, track my parcel, where is my parcel, where is my order, track order, suivre mon colis, \
ou est mon colis, donde esta mi pedido, seguir mi pedido, seguimiento, suivi, tracking
directions, how to get there, get there, itineraire, y aller, comment venir, como llegar, \
llegar, plan d acces
opening hours, when are you open, horaires, a quelle heure, horario, horarios, abierto
trip, trips, voyage, voyages, viaje, viajes, journeys, my trips
proof, upload a document, supporting documents, justificatif, justificatifs, piece \
justificative, justificante, documento justificativo
meter reading, meter, compteur, releve, relever le compteur, contador, lectura, lecturas, index
consumption, usage, how much i use, consommation, consumo, ma consommation
contract, subscription, abonnement, contrat, contrato, suscripcion, plan, forfait
teacher, professor, professeur, maitre, maitresse, profesor, profesora, tutor, tutoria, maestra
grades, marks, notes, notas, calificaciones, bulletin, report card, school report, boletin
homework, devoirs, deberes, tareas, assignments
timetable, emploi du temps, horario, class schedule, schedule
run, launch, start, execute, executer, lancer, demarrer, ejecutar, iniciar, arrancar
terminal, console, command line, ligne de commande, consola, linea de comandos
full screen, maximise, maximize, plein ecran, pantalla completa, whole screen, tout l ecran
close, shut, fermer, cerrar, x
print, paper copy, on paper, imprimer, sur papier, imprimir, en papel
spelling, proofread, spell check, mistakes, fautes, fautes d orthographe, orthographe, faltas, \
errores ortograficos, ortografia, proofing, check my spelling
translate, traduire, traducir, translation
replace, find and replace, remplacer, rechercher et remplacer, reemplazar, buscar y reemplazar, \
sustituir
dictate, speak instead of typing, dicter, dictar, dictation
guests, people, travellers, personnes, personas, viajeros, huespedes, voyageurs, adults, \
adultes, adultos, passengers, pasajeros
departure, leaving, leave on, depart, date de depart, salida, aller, outbound, ida, from
return, coming back, come back, retour, vuelta, regreso, inbound
tax, taxes, impots, impuestos, tva, iva, vat
member, members, teammate, teammates, colleague, colleagues, coworker, collegue, collegues, \
collaborateur, companero, companeros, miembros, people, team
label, tag, category, etiquette, etiqueta, categoria
comment, note, remark, commentaire, remarque, comentario, nota
due date, deadline, date limite, echeance, fecha limite, vencimiento
card, task, ticket, issue, tarea, tache, carte, tarjeta
event, meeting, appointment, evenement, evento, reunion, cita
background, wallpaper, fond, fond d ecran, fondo
two factor, two step verification, double authentification, two factor authentication, \
verification en dos pasos, autenticacion en dos pasos
api key, key, token, access token, secret key, cle d api, clave de api, jeton
logs, log, journal, journaux, registros, registro
members, invite people, inviter, invite, invitar, add people
security, safety, securite, seguridad, password and security
refund, money back, get my money back, reimburse, remboursement, me faire rembourser, \
rembourser, reembolso, devolver el dinero, que me devuelvan el dinero
bag, bags, suitcase, suitcases, luggage, baggage, case, valise, valises, bagage, bagages, \
maleta, maletas, equipaje
arrival, arrival date, check in date, date of arrival, date d arrivee, arrivee, fecha de \
llegada, llegada, check in
departure date, date de depart, fecha de salida, departing, day i leave, day i m leaving, \
leaving date, check out date, outbound, ida
return date, returning, date de retour, fecha de vuelta, vuelta, retour, coming home, inbound
number of people, how many people, how many of us, nombre de personnes, combien de personnes, \
combien de voyageurs, numero de personas, cuantas personas, cuantos somos, on sera, seremos, \
guests, passengers, voyageurs, pasajeros
billing, bills, what i have to pay, have to pay, how much i owe, what i owe, invoices, costs, \
facturation, ce que je dois payer, combien je dois, facturacion, lo que debo, cuanto debo, \
cuanto tengo que pagar, amount due
shut down, switch off, turn off, power off, eteindre, arreter, apagar, detener, stop
restart, reboot, start again, redemarrer, relancer, reiniciar, volver a arrancar
reservations, book a table, reserver une table, reservar mesa, reservar una mesa, table booking, \
reservas, reservation
menu, food menu, dishes, carte, la carte, plats, carta, platos
drinks, beverages, boissons, bebidas
desserts, sweets, postres
starters, appetizers, entrees, entrantes
done, finished, completed, closed, termine, termines, fini, finis, terminado, terminados, \
acabado, hecho, completado
in progress, ongoing, doing, started, en cours, en curso, pendientes, en proceso
lost property, lost and found, objets trouves, objetos perdidos
photos, pictures, images, gallery, galerie, galeria, fotos, imagenes
reviews, opinions, ratings, what people say, avis, avis des clients, opiniones, valoraciones, \
resenas, comentarios
stock, availability, in stock, disponible, disponibilite, disponibilidad, available
sizes, size guide, size chart, which size, quelle taille, guide des tailles, que talla, guia de \
tallas, talla, tallas
wait list, waiting room, salle d attente, sala de espera
password, change my password, passcode, pin, pin code, code pin, code secret, codigo pin, clave
outage, power cut, breakdown, report a problem, report an issue, panne, signaler un probleme, \
averia, avisar de una averia, problema
moving house, i m moving, moving home, demenagement, je demenage, mudanza, me mudo, cambio de \
domicilio
direct debit, standing order, prelevement, prelevements, domiciliacion, domiciliar, automatic \
payment, paiement automatique
payment method, how i pay, means of payment, moyen de paiement, mode de paiement, forma de pago, \
metodo de pago, medio de pago, payment details
income, how much i earn, salary, wages, revenus, salaire, ingresos, sueldo, salario, earnings
progress, how far i am, avancement, progreso, where my request is, track my application, suivre \
ma demande, estado de mi solicitud, suivi de la demande
draft, finish later, continue later, save for later, terminer plus tard, finir plus tard, \
reprendre plus tard, brouillon, borrador, terminar mas tarde, seguir mas tarde
explorer, files, file explorer, explorateur, fichiers, explorador, archivos
source control, version control, git, commit, gestion de versions, control de versiones
sidebar, side bar, panel, volet, panneau, barre laterale, barra lateral
problems, errors, warnings, erreurs, avertissements, errores, advertencias
models, model, modele, modeles, modelo, modelos
usage, how much i have used, how much i used, what i have used, utilisation, uso, consumo, quota
snapshot, backup, back up, sauvegarde, copia de seguridad, copie de sauvegarde
recurring, repeat, every week, weekly, toutes les semaines, se repete, cada semana, repetir, \
periodico, recurrence
all day, whole day, toute la journee, journee entiere, todo el dia
guests, invite, participants, people invited, invites, invitados, inviter
location, place, where it takes place, lieu, endroit, lugar, ubicacion
today, back to today, current date, aujourd hui, hoy
month, month view, mois, mes, vue mensuelle, vista mensual
week, week view, semaine, semana, vista semanal
day, day view, jour, dia
"""

"""What programs are about: names of fields, goods and places, in the three languages. Data.

One row is one meaning; see `synonyms` for how strict a row is.
"""

THINGS = """
message, messages, mensaje, mensajes
inbox, boite de reception, bandeja de entrada, recibidos
outbox, boite d envoi, bandeja de salida
sent, sent items, envoyes, elements envoyes, enviados
drafts, draft, brouillons, brouillon, borradores, borrador
spam, junk, indesirables, courrier indesirable, correo no deseado
email, e mail, mail, courriel, adresse e mail, adresse mail, email address, mail address, \
correo, correo electronico, adresse electronique
password, mot de passe, contrasena, clave
forgot password, forgot your password, forgotten password, mot de passe oublie, olvide mi \
contrasena, olvidaste tu contrasena, contrasena olvidada
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
order, orders, commande, commandes, pedido, pedidos
payment, payments, paiement, paiements, pago, pagos
invoice, invoices, bill, bills, billing, facture, factures, facturation, factura, facturas, \
facturacion
price, prices, pricing, prix, tarif, tarifs, precio, precios, tarifas
product, products, produit, produits, producto, productos
shop, store, boutique, magasin, tienda
delivery, shipping, livraison, expedition, envio, entrega
notifications, notification, notificaciones, notificacion
calendar, calendrier, agenda, calendario
contacts, contact, contacto, contactos
contact us, contactez nous, nous contacter, contactanos, contactenos
about, a propos, acerca de, sobre
about us, qui sommes nous, sobre nosotros, quienes somos
privacy, confidentialite, privacidad, vie privee
privacy policy, politique de confidentialite, politica de privacidad
terms, conditions, terminos, condiciones, terms of service, terms of use, terms and conditions, \
conditions d utilisation, conditions generales, terminos de servicio, condiciones de uso, \
terminos y condiciones
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
members, member, membres, membre, miembros
team, teams, equipe, equipes, equipo, equipos
project, projects, projet, projets, proyecto, proyectos
task, tasks, tache, taches, tarea, tareas
microphone, mic, micro, microfono
camera, webcam, camara
volume, volumen
sound, audio, son, sonido
description, descripcion
category, categories, categorie, categoria, categorias
support, assistance, soporte, asistencia
faq, foire aux questions, preguntas frecuentes
currency, currencies, devise, devises, monnaie, moneda, monedas, divisa
time zone, timezone, fuseau horaire, zona horaria, huso horario
dark mode, dark theme, night mode, mode sombre, mode nuit, theme sombre, modo oscuro, modo \
noche, tema oscuro
light mode, light theme, mode clair, theme clair, modo claro
theme, themes, tema, temas
appearance, apparence, aspecto, apariencia
time, heure, hora
day, jour, dia
week, semaine, semana
month, mois, mes
year, annee, ano
today, aujourd hui, hoy
tomorrow, demain, manana
appointment, appointments, rendez vous, cita, citas, rdv
book an appointment, prendre rendez vous, pedir cita, solicitar cita, make an appointment
result, results, resultat, resultats, resultado, resultados
prescription, prescriptions, ordonnance, ordonnances, receta, recetas
doctor, doctors, medecin, medecins, docteur, medico, medicos, medica
vaccine, vaccines, vaccination, vaccinations, vaccin, vaccins, vacuna, vacunas, vacunacion
emergency, emergencies, urgence, urgences, urgencia, urgencias
insurance, assurance, mutuelle, seguro, aseguradora
room, rooms, chambre, chambres, habitacion, habitaciones
bedroom, bedrooms, dormitorio, dormitorios
guest, guests, voyageur, voyageurs, huesped, huespedes
passenger, passengers, passager, passagers, pasajero, pasajeros
departure, depart, salida, departures
arrival, arrivals, arrivee, arrivees, llegada, llegadas
flight, flights, vol, vols, vuelo, vuelos
train, trains, tren, trenes
ticket, tickets, billet, billets, billete, billetes, boleto
trip, travel, trips, journey, voyage, voyages, viaje, viajes
seat, seats, siege, sieges, asiento, asientos
luggage, baggage, bagage, bagages, equipaje, maletas
discount, discounts, offer, offers, remise, remises, reduction, promotion, promotions, \
descuento, descuentos, oferta, ofertas, promocion
discount code, promo code, voucher, coupon, code promo, code de reduction, bon de reduction, \
codigo de descuento, codigo promocional, cupon
gift card, carte cadeau, tarjeta regalo
size guide, guide des tailles, guia de tallas
review, reviews, avis, opinion, opiniones, resena, resenas
customer, customers, client, clients, cliente, clientes
customer service, service client, atencion al cliente, servicio al cliente
card, cards, carte bancaria, tarjeta, tarjetas, carte
credit card, carte de credit, carte bleue, tarjeta de credito
bank, banque, banco
bank account, compte bancaire, cuenta bancaria, iban, account number, numero de cuenta, numero \
de compte
balance, solde, saldo
statement, statements, account statement, releve, releves, extrait de compte, extracto, \
extractos, movimientos
savings, epargne, ahorro, ahorros
loan, loans, pret, prets, credit, prestamo, prestamos
limit, limits, plafond, plafonds, limite, limites
tax, taxes, impot, impots, impuesto, impuestos
income, revenu, revenus, ingreso, ingresos
expense, expenses, depense, depenses, gasto, gastos
amount, montant, importe, cantidad
total, totaux, totales
number, numero, nombre de
beneficiary, payee, beneficiaire, beneficiaires, beneficiario, beneficiarios
meter reading, meter readings, releve de compteur, index du compteur, lectura del contador
contract, contracts, contrat, contrats, contrato, contratos
consumption, usage, consommation, consumo
energy, energie, energia
electricity, electricite, electricidad
proof of address, justificatif de domicile, justificante de domicilio
proof, supporting document, justificatif, justificatifs, justificante, justificantes
form, forms, formulaire, formulaires, formulario, formularios
application, request, demande, demandes, solicitud, solicitudes
certificate, attestation, certificat, attestations, certificado, certificados
child, children, kid, kids, enfant, enfants, hijo, hijos, nino, ninos
son, fils, daughter, fille, hija
parent, parents, padres, familia, family, famille, familles
student, students, pupil, eleve, eleves, alumno, alumnos, estudiante
teacher, teachers, professeur, professeurs, enseignant, profesor, profesores, maestro
school, ecole, escuela, colegio
class, classes, classe, clase, clases
course, courses, cours, curso, cursos
grade, grades, mark, marks, notes, notas, calificaciones, nota
homework, assignment, assignments, devoirs, deberes, tareas escolares
timetable, emploi du temps, horario, horarios
absence, absences, ausencia, ausencias, falta, faltas
canteen, lunch, school meals, cantine, comedor
menu of the day, menus
shopping list, liste de courses, lista de la compra
list, lists, liste, listes, lista, listas
wish list, wishlist, liste de souhaits, liste d envies, lista de deseos
map, carte, plan, mapa
directions, itineraire, how to get there, como llegar
opening hours, horaires, horaires d ouverture, horario de apertura
place, lieu, lugar
meeting, meetings, reunion, reunions, reuniones
participants, participant, people, participantes
background, arriere plan, fond, fondo
caption, captions, subtitles, sous titres, subtitulos
speaker, speakers, haut parleur, altavoz, altavoces
headphones, casque, ecouteurs, auriculares
song, songs, track, tracks, chanson, chansons, morceau, titres, piste, cancion, canciones
playlist, liste de lecture, lista de reproduccion
lyrics, paroles, letra de la cancion
artist, artists, artiste, artistes, artista, artistas
album, albums, albumes
queue, file d attente, cola
brightness, luminosite, brillo
contrast, contraste
sharpness, nettete, nitidez
shadow, shadows, ombre, ombres, sombra, sombras
saturation, saturacion
eraser, rubber, gomme, goma, borrador
brush, pinceau, pincel
layer, layers, calque, calques, capa, capas
selection, seleccion
shape, shapes, forme, formes, forma, formas
text, texte, texto
width, largeur, ancho, anchura
height, hauteur, alto, altura
red eye, red eyes, red eye removal, yeux rouges, ojos rojos
black and white, noir et blanc, blanco y negro
paragraph, paragraphe, parrafo
heading, headings, encabezado
style, styles, estilo, estilos
line spacing, interligne, interlineado
bullets, bullet list, bullet points, puces, liste a puces, vinetas
numbering, numbered list, numerotation, liste numerotee, numeracion
spelling, spell check, spellcheck, check spelling, orthographe, correcteur, ortografia
word count, nombre de mots, recuento de palabras
footnote, footnotes, note de bas de page, nota al pie
margin, margins, marges, marge, margenes, margen
orientation, orientacion
layout, disposition, diseno
print preview, apercu avant impression, apercu de l impression, vista previa de impresion, vista \
de impresion
page break, saut de page, salto de pagina
header, en tete, encabezamiento
footer, pied de page, pie de pagina
cell, cells, cellule, cellules, celda, celdas
row, rows, ligne, lignes, fila, filas
column, columns, colonne, colonnes, columna, columnas
chart, graph, graphique, diagramme, grafico, grafica
formula, formulas, formule, formules
sheet, sheets, feuille, feuilles, hoja, hojas
paper, papier, papel
paper size, taille du papier, format de papier, tamano del papel
printer, printers, imprimante, impresora
link, links, lien, liens, enlace, enlaces
code, codigo
terminal, console, consola
branch, branches, branche, branches, rama, ramas
extension, extensions, extensiones, plugin, plugins, add on, add ons
error, errors, erreur, erreurs, errores
problem, problems, probleme, problemes, problema, problemas, issue, issues
token, tokens, jeton, jetons
key, keys, cle, cles, llave, llaves, api key, cle api
server, servers, serveur, serveurs, servidor, servidores
usage limits, quota, quotas, cuota, cuotas
plan, plans, subscription plan, forfait, forfaits, tarifa
member, members
label, labels, tag, tags, etiquette, etiquettes, etiqueta, etiquetas, libelle
card number, numero de carte, numero de tarjeta
health card, carte vitale, tarjeta sanitaria, health insurance card
job title, job, fonction, poste, metier, puesto, cargo, profesion
nickname, display name, username displayed, pseudo, surnom, nom affiche, apodo, nombre visible, \
nombre para mostrar
mobile, mobile phone, cell phone, portable, telephone portable, movil, celular
gender, sex, sexe, genre, sexo, genero
marital status, situation familiale, etat civil, estado civil
nationality, nationalite, nacionalidad
signature, firma
accessibility, accessibilite, accesibilidad
cookies, cookie, temoins
delivery address, shipping address, adresse de livraison, direccion de entrega, direccion de \
envio
billing address, adresse de facturation, direccion de facturacion
pending, en attente, pendiente, pendientes
paid, paye, payes, payee, payees, pagado, pagados, pagada
unpaid, not paid, impaye, impayes, non paye, impagado, impagados, sin pagar, no pagado
unread, non lu, non lus, sin leer, no leidos
due date, date d echeance, echeance, deadline, date limite, fecha limite, fecha de vencimiento
priority, priorite, prioridad
column name, status, statut, etat, estado
vegetables, vegetable, legumes, verdura, verduras
fruit, fruits, fruta, frutas
fruit and vegetables, fruits et legumes, fruta y verdura
meat, viande, carne
fish, poisson, poissons, pescado
bread, bakery, pain, boulangerie, pan, panaderia
milk, lait, leche
egg, eggs, oeuf, oeufs, huevo, huevos
reminder, reminders, rappel, rappels, recordatorio, recordatorios
home delivery, livraison a domicile, a domicilio, entrega a domicilio
archive folder, zip file
desktop, bureau, escritorio
other, others, autre, autres, otro, otra, otros, otras
version, versions, versiones
copyright, droits d auteur
voice, voix, voz
dictate, dictation, dicter, dictee, dictar, dictado
bookings
weather, meteo, tiempo
answer, answers, reponses, respuestas
question, questions, pregunta, preguntas
parcel, parcels, package, colis, paquete, paquetes
invoice number, numero de facture, numero de factura
reference, references, referencia, referencias
database, databases, base de donnees, bases de donnees, base de datos, bases de datos
drink, drinks, boisson, boissons, bebida, bebidas
dessert, desserts, postre, postres
menu, menus, carta
checkbox, tick box, case a cocher
"""

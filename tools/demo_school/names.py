"""Invented names: none an ordinary English word, none the surname of a member of staff.

Grouped by where families' names come from, so that most forenames sit beside a likely surname.
"""

# ruff: noqa: PLR2004 - two letters are no word to mistake a name for
from __future__ import annotations

import re
import unicodedata
from functools import cache

GIRLS = {
    "british": "Olivia Isla Freya Charlotte Isabella Emilia Eliza Evie Elsie Millie Maisie Matilda"
    " Harriet Beatrice Georgia Imogen Jessica Martha Penelope Rosie Thea Annabelle Clementine"
    " Tabitha Winnie Edith Mabel Dorothy Margot Lottie Hattie Isobel Kayleigh Keziah Ellie Emily"
    " Eva Ella Lexi Hannah Naomi Miriam Rebecca Rachel Leah Madeleine Francesca Philippa Callie"
    " Renée Chloé Anaïs Zoë",
    "celtic": "Siân Aoife Niamh Saoirse Orla Nia Cerys Ffion Carys Bethan Eilidh Mairi Bronwen"
    " Tegan Catrin Kirsty Sinéad",
    "muslim": "Fatima Maryam Aisha Zainab Khadija Zara Yasmin Leila Aaliyah Rukhsar Sumaiya Tasnim"
    " Nusrat Nasra Hodan Sahra Ifrah",
    "indian": "Priya Ananya Diya Jasleen Simran Harpreet Gurleen Aadhya Nisha",
    "african": "Ngozi Adaeze Temilola Wanjiru Thandiwe Chiamaka Efua Mwende Amara Folasade",
    "polish": "Zofia Maja Lena Julia Oliwia Kornelia",
    "european": "Ioana Andreea Bianca Sofía Lucía Inês Beatriz Giulia Ingrid Astrid Sigrid"
    " Anastasia Daria Kateryna Oksana Elif Kübra",
    "asian": "Xiulan Yuki Sakura Linh Seo-Yeon",
}
BOYS = {
    "british": "Oliver Noah George Leo Arthur Theo Freddie Oscar Alfie Archie Charlie Thomas Joshua"
    " Elijah Isaac Reuben Samuel Nathaniel Ezra Caleb Gabriel Sebastian Maximilian Rafael Xavier"
    " Felix Hugo Rupert Barnaby Jenson Kayden Tyler Connor Ashton Jayden Malachi Zachary Edward"
    " Albie Ronnie Reggie Stanley Wilfred Ernest Louis Jude Ellis Otis Ethan Adam Lucas Logan"
    " Jacob Daniel Alexander Joseph Harrison Teddy Elliot Frederick Tobias",
    "celtic": "Rhys Dylan Owain Gethin Iestyn Llew Ruairí Oisín Cillian Fionn Declan Eoin Seán"
    " Tadhg Ewan Hamish Finlay Lachlan Struan",
    "muslim": "Muhammad Mohammed Ibrahim Yusuf Zakariya Idris Bilal Ayaan Abdirahman Liban Mahad"
    " Haroon",
    "indian": "Aarav Vihaan Kabir Ishaan Gurpreet Harjit Manraj",
    "african": "Kwame Kofi Emeka Chidi Tunde Oluwaseyi Babajide Tendai Sipho Kwabena",
    "polish": "Jakub Szymon Kacper Tomasz Mateusz Oskar",
    "european": "Dušan Iñaki Håkon Jürgen Andrei Matei Mateo Thiago João Luca Matteo Lorenzo"
    " Nikolai Dmytro Bohdan Emre Kerem Mehmet",
    "asian": "Minh Quang Haruto Kenji Wei Zihan",
}
SURNAMES = {
    "british": "Abernathy Alderton Allardyce Appleyard Arkwright Atherton Bamford Barraclough"
    " Baxendale Bellingham Biddulph Birtwistle Brimble Clitheroe Cunliffe Cuthbertson Duckworth"
    " Eccleston Entwistle Evershed Fairbrother Featherstone Fitzgerald Fothergill Goodacre Grimshaw"
    " Hadley Hainsworth Hamblin Hardcastle Hathersage Heslop Higginbotham Hinchcliffe Horrocks"
    " Hutchinson Kendrick Kitching Lathbury Leclère Lightbown Lindley Lumley Maddocks Marchbanks"
    " Merriweather Micklethwaite Molyneux Montefiore Nuttall Ogden Ormerod Osborne Pettigrew"
    " Pilkington Postlethwaite Ratcliffe Ravenscroft Rawnsley Redfern Robertson Rowbotham"
    " Scholefield Shackleton Sidebottom Stapleton Strickland Sutcliffe Tattersall Thackray"
    " Thistlethwaite Tomlinson Trevithick Twelvetrees Uttley Vickerstaff Wadsworth Walmsley"
    " Warburton Whitworth Widdowson Wigglesworth Winstanley Wolstenholme Wrigglesworth",
    "celtic": "Brennan Cadwallader Coughlan Craddock Dalgleish Donnelly Dougherty Galbraith"
    " Gallagher Gillespie Kavanagh Llewellyn MacAllister McGonigle McIlwraith O'Callaghan"
    " O'Donoghue Fitzpatrick",
    "muslim": "Akhtar Chaudhry Farooqi Habib Hossain Iqbal Karimi Khatun Mahmood Parvez Qureshi"
    " Rahman Siddiqui Abdullahi",
    "indian": "Anand Balasubramaniam Banerjee Chatterjee Desai Dhaliwal Ganguly Gupta Kumar"
    " Malhotra Mukherjee Nandakumar Ramachandran Sandhu Sharma Venkataraghavan",
    "african": "Achebe Adeleke Amponsah Ansah Asante Boateng Brathwaite Chukwu Edozie Ibekwe Mbeki"
    " Mensah Mwangi Ndlovu Njoroge Obafemi Okonkwo Olufemi Onyango Osei-Bonsu Ugwu Wamalwa Yeboah",
    "polish": "Jablonski Jankowska Kaczmarek Kowalska Nowak Wojciechowska",
    "european": "Caruana Dimitrova Ekström Fernandes Georgiou Guerrero Ivanov Jørgensen Kovács"
    " Mendonça Papadopoulos Petrenko Popescu Rossi Santos Schröder Shevchenko Vasquez Özdemir",
    "asian": "Nakamura Xiong Yamamoto Hoang",
}
ORIGINS = (
    ("british", 0.56),
    ("celtic", 0.11),
    ("muslim", 0.08),
    ("indian", 0.07),
    ("african", 0.08),
    ("polish", 0.03),
    ("european", 0.06),
    ("asian", 0.01),
)
WORDS_ON_PAPER = frozenset(
    re.findall(
        r"\w+",
        """
        autumn spring summer winter monday tuesday wednesday thursday friday saturday sunday
        january february march april may june july august september october november december
        easter christmas english welsh french roman viking tudor victorian british larkrise meadow
        reading maths writing acorn beech cedar elm hazel maple oak
        """,
    )
)


@cache
def english_words() -> frozenset[str]:
    """Give the words of two big English word lists, as they stand in lower case there.

    Both lists write proper names with a capital, so what is lower case is an ordinary word.
    """
    from english_words import get_english_words_set

    both = get_english_words_set(["web2"]) | get_english_words_set(["gcide"])
    return frozenset(word for word in both if word == word.lower()) | WORDS_ON_PAPER


def ordinary(name: str) -> set[str]:
    """Give the ordinary English words that a name is, or that a part of it is, or the singular."""
    found = set()
    for part in {name, *re.split(r"[-' ]", name)}:
        word = "".join(
            c for c in unicodedata.normalize("NFKD", part.lower()) if not unicodedata.combining(c)
        )
        forms = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed")}
        forms |= {word.removesuffix("ing"), re.sub("ies$", "y", word)}
        found |= {form for form in forms if len(form) > 2 and form in english_words()}
    return found

/**
 * Short forms, slang and words of the three languages that mean the same, under one written form. The form is
 * for matching only: it is never shown, so it need not belong to one language. Two-word entries are joined first.
 * Built from the domain's own table of short forms; general-purpose tables misfire here
 * ("bape" is "how much" to us, not "bawa perasaan").
 */
const GROUPS: Readonly<Record<string, string>> = {
  berapa: 'brp|brapa|brape|bape|bpe|brpa|berape|brpe|how much|how mch|hw much|几钱|多少钱|berapakah|brapakah',
  'berapa lama': 'how long|brp lama|how many days|how much longer',
  harga: 'hrga|hrg|price|pricing|cost|costs|rate|biaya|biayanya|ongkos|kos|upah|tarif|prices|harganya|charges',
  tidak:
    "tak|tk|x|gak|ga|gk|nggak|ngga|enggak|engga|tdk|kagak|kaga|ndak|not|dont|doesnt|didnt|isnt|wont|cant|cannot|never|tiada|don't|doesn't|can't|didn't|won't|isn't|nda|tidakkah|bo|takkan",
  'tidak ada': 'xde|xda|takde|takda|xdak|gaada|gada|no more',
  'tidak boleh': 'xleh|xboleh|takleh|tak leh|gabisa|gabs|xbole',
  'tidak mahu': "xnak|taknak|tak nak|xmau|gamau|gakmau|tak mau|ga mau|gak mau|dont want|don't want",
  'tidak jadi': 'xjadi|takjadi|gajadi|ga jadi|gak jadi|nggak jadi',
  'tidak dapat': 'xdpt|xdapat|tak dpt',
  'tidak hidup': 'xon|x on|tak on|tak hidup',
  'tidak sempat': 'xsempat|tak sempat|ga sempet|gak sempat',
  'tidak apa': 'xpe|takpe|takpa|xpa|gpp|gapapa|never mind|nevermind|nvm',
  sudah: 'dah|udah|udh|sdh|da|suda|already|oledi|dy|telah|oredi|uda|dh',
  belum: "blm|blom|blum|belom|lum|not yet|haven't|havent|yet",
  boleh: 'blh|bleh|leh|bole|bisa|bs|bsa|can|could|dapat|dpt|may|possible|bolehkah|bisakah',
  mahu: 'nak|nk|mau|mao|want|wanna|pengen|pgn|hendak|ingin|mahukan|would like|need|perlu|perlukan|butuh|pengin|naktau|mo',
  saya: "sy|sya|aku|ak|i|gw|gue|gua|ane|me|my|mine|kami|kita|our|we|us|i'm|im|aq|punya saya|punyaku",
  awak: 'awk|you|u|kau|kamu|anda|korang|u all|you guys|kalian',
  telefon:
    'phone|hp|fon|hpon|hape|hanphone|handphone|henpon|ponsel|mobile|hpku|fonku|smartphone|henfon|tepon|phones|cellphone|hp saya|telefonku',
  laptop: 'lappy|lepi|lepy|notebook|komputer riba|leptop|laptopku',
  skrin: 'screen|lcd|layar|display|skrinnya|lcdnya|layarnya|skrg lcd|屏幕|荧幕|screens|kaca depan',
  bateri: 'battery|batt|bat|betri|batre|batrai|baterei|baterai|batery|batrenya|batere|bateri nya|电池|btri|batrey',
  cas: 'charge|charging|ngecas|caj|mengecas|ngecharge|charger port|casnya',
  baiki:
    'repair|fix|benerin|betulin|perbaiki|diperbaiki|memperbaiki|servis|service|servisin|dibaiki|repairkan|baikkan|membaiki|baikpulih|baik pulih|betulkan|fixed|repaired|repairing|fixing|dibenerin|diselametin|selamatkan|修|servicing|pembaikan|perbaikan|pulihkan|serviced|servicenya|reparasi',
  tukar:
    'ganti|replace|change|replacing|replacement|changing|gantiin|tukarkan|diganti|ditukar|gantikan|换|penggantian|penukaran|swap|changed|replaced',
  rosak:
    'rusak|spoil|spoilt|broken|broke|damage|damaged|faulty|error|rosaknya|kerosakan|kerusakan|jahanam|broke down|bermasalah|problem|masalah|trouble',
  pecah: 'retak|crack|cracked|cracks|shattered|pecahnya|smashed|retaknya',
  bagaimana:
    'macam mana|mcm mana|mcmn|camne|cane|camna|gimana|gmn|gmana|how|cam mana|mcm mane|macamana|macam mane|bgmn',
  dimana: "di mana|kat mana|dmn|where|dekat mana|where's|wheres|mana tempat|kt mana",
  bila: 'kapan|kpn|when|bilakah|几时|ble',
  sekarang: 'skrg|skg|skarang|now|sekarg|skrang|skrng',
  terimakasih:
    'terima kasih|thank you|thanks|tq|ty|thx|makasih|makasi|mksh|trims|tenkiu|tengkiu|thank u|tqvm|tks|timakasih|trimakasih|terimakasi|maceh|timekaseh|thank|tqsm|kamsia|tysm|suwun|nuhun|matur nuwun|thnx|tnks|tqq|thankyou|tima kasih|mekasih',
  selesai: 'settle|done|kelar|beres|rampung|completed|finished|finish|siap|ready|jadinya|siapnya|好了|siapkah|complete',
  ambil: 'amik|amek|collect|pickup|pick up|take back|kutip|mengambil|ngambil|diambil|jemput|amikk|collecting',
  bayar: 'byr|pay|paying|payment|bayaran|pembayaran|membayar|dibayar|payments|pembayarannya|bayarannya',
  'sudah bayar': "paid|i've paid|have paid",
  transfer: 'tf|trf|transferred|transferan|transferr|tfer|trnsfr',
  wang: 'duit|uang|money|fulus|duitnya|wangnya',
  resit: 'receipt|kuitansi|kwitansi|struk|recit|resitnya|resipt|bon|receipts',
  invois: 'invoice|inbois|faktur|invoicenya|bill|bil|invois nya|e-invoice|einvois|e-invois|einvoice|invoices|invoisnya',
  waranti: 'warranty|garenti|garansi|jaminan|guarantee|waranty|warenti|guaranteed|garansinya|warantinya|under warranty',
  kedai: 'toko|shop|store|kdai|kedainya|outlet|gerai|konter|counter|shops',
  buka: 'bukak|open|opening|bukaknya|beroperasi|operasi|operating|operate',
  tutup: 'close|closed|closing|tutupnya',
  hantar:
    'kirim|send|anter|antar|antr|hntr|drop|bawa|bring|drop off|kirimkan|hantarkan|menghantar|kirimin|ngirim|anterin|sent|sending',
  minta: 'mintak|mohon|request|tolong|tlg|pls|plz|please|mohonkan|tolonglah|sila|silakan|pliz|pleaseee',
  beri: 'bagi|kasi|give|gave|gives|bgi|berikan|kasih',
  batal: 'cancel|cancelkan|batalkan|dibatalkan|batalin|cancelled|membatalkan|canceled',
  tunda:
    'postpone|reschedule|geser|undur|anjak|delay|resched|pindahkan|tangguh|tundakan|mundur|diundur|pindahin|rescheduled|anjakkan|postponed|awalkan|majuin|majukan',
  esok: 'besok|bsk|esk|tomorrow|tmr|tmrw|tomoro|esoknya|tomorow|besoknya|2moro|tmw',
  temujanji:
    'appointment|janji temu|booking|book|slot|appoinment|reserve|reservasi|appt|tempah|tempahan|apointment|bookingan|janjitemu|temu janji|temu janjinya|janji temunya|janji temuku|janji temu saya|reservation|bookkan',
  lewat: 'late|telat|terlambat|lambat sampai',
  mahal: 'expensive|exp|pricey|mahai|kemahalan|steep|mhl|mahalnya|mahall|costly|overpriced',
  murah: 'cheap|cheaper|murahan|discount|diskaun|diskon|disc|kurangkan|less|kurang|nego|lower|korting',
  setuju:
    'agree|agreed|approve|approved|lulus|luluskan|onz|deal|acc|accept|diluluskan|setujui|cocok|sepakat|accepted|approval',
  teruskan:
    'proceed|lanjut|lanjutkan|go ahead|continue|carry on|lanjutin|teruskan je|proceedkan|kerjakan|gaskeun|gaskan|gas|jalankan|dikerjakan|prosed|gass|gasss|start the work|kerjain|proceeded|buatlah|on je',
  betul: 'correct|right|btl|bener|benar|betol|sure|benarkah',
  staf: 'staff|admin|operator|human|person|orang|kakitangan|petugas|representative|rep|agent|technician|teknisi|juruteknik|manager|owner|pemilik|manusia|real person|boss besar|pegawai|supervisor|cs|customer service|somebody|someone',
  hubungi:
    'call|ring|telpon|tel|telp|telepon|nelpon|contact|telponkan|kol|hubungkan|connect|callkan|calling|hubungin|panggil|panggilkan|panggilin|sambungkan',
  alamat: 'address|lokasi|location|alamatnya|lokasinya|lokasi nya|waze|maps|gmaps|located|google map|map',
  pukul: "jam|o'clock|oclock|time|pkl",
  kenapa: 'knp|nape|why|kenape|knapa|ngapa|asal|napa|mengapa',
  lambat: 'slow|lemot|lembap|lmbt|lelet|lembab|lag|lagging|laggy',
  hebat:
    'mantap|mantul|terbaik|best|bagus|power|great|excellent|awesome|superb|memuaskan|puas|good job|well done|terbaekk|ramah|rapi|kemas|cekap|professional|profesional|recommended|satisfied|satisfying|happy|puashati|puas hati|mantab|baguss|terbaek|keren|good service|impressive|amazing|love|jempol|top|perfect|excellence|nice work|kagum',
  teruk:
    'parah|terrible|horrible|bad|worst|buruk|awful|jelek|hancur|teruknya|rubbish|useless|ridiculous|kecewa|disappointed|disappointing|mengecewakan|sucks|pathetic|unacceptable|bodoh|tipu|penipu|scam|scammer|bangang|sial|cheat|cheated|nipu|menipu|ditipu|mampus|zalim|rude|sombong|kasar|biadab|biadap|teruk betul|hampeh|marah|angry|fed up|geram|kesal|nyesel|menyesal|jengkel|waste|careless|cuai|incompetent|unprofessional',
  hidupkan: 'turn on|power on|nyala|menyala|on kan|hidupin',
  berhenti: 'stop|unsubscribe|unsub|hentikan|henti|berenti|setop|stopkan|jangan hantar|jgn hantar',
  padam: 'delete|hapus|padamkan|erase|hapuskan|dilupakan|remove|buang|hapusin|deleted|dihapus|dipadam',
  jual: 'sell|selling|jualan|menjual|dijual|ngejual|sells|sold',
  beli: 'buy|buying|membeli|beliin|purchase|belikan|nyari',
  stok: 'stock|ready stock|stoknya|in stock',
  jangan: 'jgn|jng|janganlah|do not',
  refund:
    'pulangkan duit|balikin uang|money back|ganti rugi|pampasan|compensation|pulangkan wang|compensate|kembalikan uang|refunded',
  kalau: 'klu|klau|kl|kalo|klo|if|jika|kalu|kalok',
  untuk: 'utk|for|buat|tuk',
  dengan: 'dgn|dg|with|sama',
  yang: 'yg|which',
  apa: "ape|what|apakah|what's|whats|apaa",
  ada: 'ade|got|have|has|there|adakah|do you have|any|is there',
  juga: 'jg|jgk|jugak|also|too',
  ini: 'ni|nih|this|nie',
  itu: 'tu|tuh|that|tuh',
  'hari itu': 'haritu|aritu|the other day',
  sahaja: 'je|jer|aja|aj|saja|only|doang|just|jelah|ajah',
  bukan: 'bkn|bukannya',
  semalam: 'smlm|kemarin|kmrn|yesterday|kelmarin|semlm',
  hai: 'hi|hello|hey|halo|hallo|helo|hii|haii|hye|hy|heyy|helloo|alo|yo|woi|oi|hola|hiya|allo|hlo|hellow|haloo|punten|permisi|excuse',
  salam:
    "assalamualaikum|as salam|assalam|asalamualaikum|askum|slm|salamualaikum|asm|assalamu'alaikum|aslm|a'kum|akum|mikum|waalaikumsalam|ass wr wb",
  'selamat tinggal':
    'bye|goodbye|babai|see you|cya|see ya|jumpa lagi|bai|sampai jumpa|dadah|take care|byebye|see u|cu|good night|gnite',
  ok: 'oke|okay|okey|okie|k|okeh|okk|oks|okok|kk|baik|baiklah|okay la|okla|okelah|okdeh|okayy|orait|alright|oki|okee|siap bos|sip|siip|sippp|noted|roger|ookay|fine|sure boleh|beres bos',
  ya: 'yes|yup|yeah|yep|yea|iya|iye|ye|yaa|iyaa|ha ah|haah|hooh|yess|yezza',
}

/** Words that carry politeness or rhythm, not content. They are dropped before phrases are matched. */
const FILLERS =
  'la lah laa lor lo loh ah aa eh mah leh lei kan kak kakak ka bang abg abang bg bos boss bosku bro bruh sis min gan agan om mas mbak mba pak bu cik encik puan tuan tauke tokey taukeh towkay 老板 dong nih sih kok deh ko pun the a an is are am was were be to of and dan tapi but so then lalu please_ ye2 hmm hm mmm err erm em eh2 wei weh woi2 sir miss madam dear team guys dude mate kawan ya yah nya kah pon do does did it its'.split(
    ' ',
  )

const singles = new Map<string, string>()
const doubles = new Map<string, string>()
for (const [canonical, list] of Object.entries(GROUPS)) {
  for (const variant of list.split('|')) (variant.includes(' ') ? doubles : singles).set(variant, canonical)
}

export const FILLER_WORDS: ReadonlySet<string> = new Set(FILLERS)
export const SHORT_FORMS: ReadonlyMap<string, string> = singles
export const PHRASES: ReadonlyMap<string, string> = doubles
export const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...singles.keys(),
  ...Object.keys(GROUPS).flatMap(key => key.split(' ')),
  ...[...doubles.keys()].flatMap(key => key.split(' ')),
])

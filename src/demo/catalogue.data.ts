/** sku, name, category, price, cost, units bought in, reorder level; amounts in ringgit. */
// biome-ignore format: a table
export const GOODS = [
  ['SKR-IP11', 'Skrin iPhone 11 (Incell)', 'Skrin', '165.00', '98.00', 6, 2],
  ['SKR-IP12', 'Skrin iPhone 12 (Soft OLED)', 'Skrin', '285.00', '185.00', 5, 2],
  ['SKR-IP13', 'Skrin iPhone 13 (Soft OLED)', 'Skrin', '330.00', '215.00', 6, 2],
  ['SKR-IP13PM', 'Skrin iPhone 13 Pro Max (OLED)', 'Skrin', '620.00', '455.00', 2, 1],
  ['SKR-IP14', 'Skrin iPhone 14 (OLED)', 'Skrin', '390.00', '262.00', 3, 1],
  ['SKR-IPXR', 'Skrin iPhone XR (Incell)', 'Skrin', '145.00', '82.00', 4, 2],
  ['SKR-SA54', 'Skrin Galaxy A54 (OLED)', 'Skrin', '260.00', '168.00', 4, 2],
  ['SKR-SA34', 'Skrin Galaxy A34 (OLED)', 'Skrin', '240.00', '152.00', 3, 2],
  ['SKR-SS21', 'Skrin Galaxy S21 (AMOLED)', 'Skrin', '470.00', '338.00', 2, 1],
  ['SKR-RN12', 'Skrin Redmi Note 12 (OLED)', 'Skrin', '170.00', '99.00', 5, 2],
  ['SKR-RN10', 'Skrin Redmi Note 10 (AMOLED)', 'Skrin', '160.00', '94.00', 3, 2],
  ['SKR-OA78', 'Skrin Oppo A78', 'Skrin', '150.00', '88.00', 3, 2],
  ['SKR-OR8', 'Skrin Oppo Reno 8 (AMOLED)', 'Skrin', '270.00', '176.00', 2, 1],
  ['SKR-VY27', 'Skrin vivo Y27', 'Skrin', '130.00', '74.00', 3, 2],
  ['SKR-VV27', 'Skrin vivo V27 (AMOLED)', 'Skrin', '320.00', '214.00', 2, 1],
  ['BAT-IP11', 'Bateri iPhone 11', 'Bateri', '110.00', '52.00', 8, 3],
  ['BAT-IP12', 'Bateri iPhone 12', 'Bateri', '125.00', '61.00', 8, 3],
  ['BAT-IP13', 'Bateri iPhone 13', 'Bateri', '140.00', '70.00', 7, 3],
  ['BAT-IPXR', 'Bateri iPhone XR', 'Bateri', '100.00', '45.00', 5, 2],
  ['BAT-SA54', 'Bateri Galaxy A54', 'Bateri', '85.00', '38.00', 5, 2],
  ['BAT-SS21', 'Bateri Galaxy S21', 'Bateri', '95.00', '44.00', 4, 2],
  ['BAT-RN12', 'Bateri Redmi Note 12', 'Bateri', '70.00', '29.00', 6, 2],
  ['BAT-OR8', 'Bateri Oppo Reno 8', 'Bateri', '80.00', '35.00', 3, 2],
  ['CAS-IP', 'Modul port cas iPhone (Lightning)', 'Port cas', '75.00', '28.00', 10, 3],
  ['CAS-USBC', 'Papan port cas USB-C', 'Port cas', '45.00', '14.00', 14, 4],
  ['SPK-UNI', 'Pembesar suara bawah (universal)', 'Audio', '35.00', '11.00', 10, 3],
  ['MIC-UNI', 'Mikrofon (universal)', 'Audio', '25.00', '7.00', 8, 3],
  ['KAM-IP13', 'Kamera belakang iPhone 13', 'Kamera', '230.00', '146.00', 2, 1],
  ['KAM-SA54', 'Kamera belakang Galaxy A54', 'Kamera', '160.00', '96.00', 2, 1],
  ['KCB-IP12', 'Kaca belakang iPhone 12', 'Kerangka', '90.00', '32.00', 4, 2],
  ['SSD-512', 'SSD NVMe 512 GB', 'Komputer', '210.00', '152.00', 5, 2],
  ['RAM-8', 'RAM DDR4 8 GB', 'Komputer', '115.00', '74.00', 5, 2],
  ['KBD-VB', 'Papan kekunci Asus VivoBook', 'Komputer', '140.00', '82.00', 2, 1],
  ['TG-IP', 'Kaca pelindung iPhone', 'Aksesori', '25.00', '4.50', 40, 10],
  ['TG-AND', 'Kaca pelindung Android', 'Aksesori', '20.00', '3.80', 40, 10],
  ['CSE-CLR', 'Sarung telefon lutsinar', 'Aksesori', '18.90', '4.20', 35, 10],
  ['CSE-RUG', 'Sarung telefon kalis hentak', 'Aksesori', '39.90', '12.50', 20, 6],
  ['CHG-20W', 'Pengecas USB-C 20 W', 'Aksesori', '59.90', '27.00', 18, 6],
  ['CHG-65W', 'Pengecas GaN 65 W', 'Aksesori', '129.00', '74.00', 8, 3],
  ['KBL-CL', 'Kabel USB-C ke Lightning 1 m', 'Aksesori', '29.90', '9.80', 25, 8],
  ['KBL-CC', 'Kabel USB-C ke USB-C 1 m', 'Aksesori', '24.90', '7.60', 25, 8],
  ['PWB-10', 'Bank kuasa 10 000 mAh', 'Aksesori', '89.00', '48.00', 10, 4],
  ['EAR-BT', 'Fon telinga Bluetooth', 'Aksesori', '69.00', '31.00', 10, 4],
  ['MSD-128', 'Kad microSD 128 GB', 'Aksesori', '55.00', '30.00', 8, 4],
  ['HLD-CAR', 'Pemegang telefon kereta', 'Aksesori', '35.00', '12.00', 9, 4]
] as const

/** sku, name, price, own cost. */
// biome-ignore format: a table
export const SERVICES = [
  ['UPH-SKR', 'Upah tukar skrin', '80.00', '0.00'],
  ['UPH-BAT', 'Upah tukar bateri', '40.00', '0.00'],
  ['UPH-CAS', 'Upah baiki port cas', '60.00', '0.00'],
  ['UPH-AUD', 'Upah baiki audio', '50.00', '0.00'],
  ['UPH-KAM', 'Upah tukar kamera', '70.00', '0.00'],
  ['UPH-KRG', 'Upah tukar kerangka', '90.00', '0.00'],
  ['UPH-AIR', 'Rawatan telefon masuk air (ultrasonik)', '120.00', '15.00'],
  ['UPH-BRD', 'Baiki papan induk (IC)', '250.00', '40.00'],
  ['UPH-SFT', 'Pasang semula perisian', '60.00', '0.00'],
  ['UPH-DAT', 'Selamatkan data', '180.00', '0.00'],
  ['UPH-LAP', 'Servis komputer riba (bersih, pes haba)', '90.00', '8.00'],
  ['UPH-KEY', 'Upah tukar papan kekunci', '80.00', '0.00'],
  ['UPH-SSD', 'Upah pasang SSD dan salin data', '70.00', '0.00'],
  ['UPH-TG', 'Upah pasang kaca pelindung', '5.00', '0.00'],
  ['YUR-DIA', 'Yuran pemeriksaan', '30.00', '0.00']
] as const

export type Sku = (typeof GOODS)[number][0] | (typeof SERVICES)[number][0]

/** brand, model as the assistant writes it, screen from–to, battery from–to, tier of everything else. */
// biome-ignore format: a table
export const MODELS = [
  ['Apple', 'iPhone XR', 220, 300, 130, 160, 'middle'], ['Apple', 'iPhone 11', 240, 320, 140, 170, 'middle'],
  ['Apple', 'iPhone 11 Pro Max', 380, 520, 160, 190, 'high'], ['Apple', 'iPhone 12', 360, 450, 150, 190, 'middle'],
  ['Apple', 'iPhone 12 Pro', 380, 480, 160, 200, 'high'], ['Apple', 'iPhone 13', 390, 480, 170, 200, 'high'],
  ['Apple', 'iPhone 13 Pro', 580, 720, 180, 220, 'high'], ['Apple', 'iPhone 13 Pro Max', 680, 820, 190, 230, 'high'],
  ['Apple', 'iPhone 14', 450, 560, 190, 230, 'high'], ['Apple', 'iPhone 14 Pro Max', 880, 1050, 220, 260, 'high'],
  ['Apple', 'iPhone 15', 680, 820, 230, 270, 'high'], ['Apple', 'iPhone 15 Pro Max', 1080, 1280, 250, 300, 'high'],
  ['Apple', 'iPhone SE', 180, 240, 120, 150, 'middle'],
  ['Samsung', 'Galaxy A14', 160, 210, 90, 120, 'low'], ['Samsung', 'Galaxy A34', 300, 360, 110, 140, 'middle'],
  ['Samsung', 'Galaxy A54', 320, 390, 115, 145, 'middle'], ['Samsung', 'Galaxy S21', 520, 620, 125, 155, 'high'],
  ['Samsung', 'Galaxy S22', 560, 680, 140, 170, 'high'], ['Samsung', 'Galaxy S23', 620, 760, 150, 190, 'high'],
  ['Samsung', 'Galaxy S23 Ultra', 980, 1180, 170, 210, 'high'],
  ['Xiaomi', 'Redmi Note 10', 220, 270, 90, 120, 'low'], ['Xiaomi', 'Redmi Note 11', 220, 270, 90, 120, 'low'],
  ['Xiaomi', 'Redmi Note 12', 230, 280, 95, 125, 'low'], ['Xiaomi', 'Redmi Note 13', 240, 300, 100, 130, 'low'],
  ['Xiaomi', 'Redmi 12', 150, 190, 85, 110, 'low'], ['Xiaomi', 'POCO X5', 240, 300, 95, 125, 'middle'],
  ['Oppo', 'A78', 190, 250, 90, 120, 'low'], ['Oppo', 'A98', 210, 270, 95, 125, 'low'],
  ['Oppo', 'Reno 8', 320, 390, 110, 140, 'middle'], ['Oppo', 'Reno 10', 350, 430, 115, 145, 'middle'],
  ['Vivo', 'Y27', 170, 230, 85, 110, 'low'], ['Vivo', 'Y36', 180, 240, 90, 115, 'low'],
  ['Vivo', 'V27', 380, 460, 110, 140, 'middle'], ['Vivo', 'V29', 420, 520, 120, 150, 'middle']
] as const

/** from, to, hours. */
type Price = readonly [from: number, to: number, hours: number]
// biome-ignore format: a table
export const BY_TIER: Record<'low' | 'middle' | 'high', Record<string, Price>> = {
  low: { charging: [80, 120, 3], audio: [60, 100, 3], camera: [120, 190, 4], housing: [80, 130, 4], liquid: [120, 250, 48], power: [150, 300, 72], network: [100, 220, 48], biometric: [90, 150, 24] },
  middle: { charging: [100, 150, 3], audio: [80, 120, 3], camera: [180, 260, 4], housing: [120, 190, 4], liquid: [150, 350, 48], power: [200, 400, 72], network: [150, 300, 48], biometric: [120, 200, 24] },
  high: { charging: [130, 190, 3], audio: [100, 160, 3], camera: [260, 420, 4], housing: [180, 320, 24], liquid: [180, 500, 48], power: [250, 550, 72], network: [200, 420, 48], biometric: [180, 350, 48] }
}
export const SCREEN_HOURS = 2
export const BATTERY_HOURS = 1

/** When brand or model is not known. */
// biome-ignore format: a table
export const GENERIC: Record<string, Price> = {
  screen: [130, 850, 24], battery: [85, 260, 3], charging: [80, 190, 3], liquid: [120, 500, 72], power: [150, 550, 72], lock: [60, 150, 24],
  audio: [60, 160, 3], camera: [120, 420, 24], network: [100, 420, 48], biometric: [90, 350, 48], housing: [80, 320, 24], button: [60, 150, 24],
  keyboard: [160, 320, 48], storage: [150, 380, 24], software: [60, 120, 24], heat: [90, 180, 24], other: [60, 300, 48]
}

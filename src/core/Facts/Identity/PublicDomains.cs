using System.Collections.Frozen;

namespace Mainstay.Core.Facts.Identity;

/// <summary>Domains that tell no company: anybody may have an address there, or a domain below it.</summary>
public static class PublicDomains
{
    private static readonly FrozenSet<string> Mail = Words(
        """
        gmail.com googlemail.com
        outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp outlook.co outlook.be outlook.at outlook.com.br
        hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es hotmail.be hotmail.nl hotmail.ch hotmail.se
        live.com live.co.uk live.de live.fr live.it live.nl live.be live.se live.dk live.no live.com.au msn.com passport.com
        yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.co.id yahoo.co.nz yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.ca yahoo.in
        yahoo.se yahoo.no yahoo.dk yahoo.ie yahoo.gr yahoo.ro yahoo.pl yahoo.at yahoo.be yahoo.nl yahoo.com.au yahoo.com.br yahoo.com.mx
        yahoo.com.ar yahoo.com.sg yahoo.com.hk yahoo.com.ph yahoo.com.tw yahoo.com.vn yahoo.com.tr ymail.com rocketmail.com
        aol.com aol.co.uk aol.de aol.fr aim.com icloud.com me.com mac.com
        proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io fastmail.com fastmail.fm hey.com
        hushmail.com mailbox.org posteo.de posteo.net zoho.com zohomail.com zohomail.eu mail.com email.com usa.com gmx.com gmx.de
        gmx.net gmx.at gmx.ch gmx.fr gmx.co.uk gmx.us web.de freenet.de t-online.de arcor.de mail.de online.de vodafone.de
        orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it alice.it tin.it tiscali.it
        terra.com.br uol.com.br bol.com.br ig.com.br telefonica.net ziggo.nl kpnmail.nl planet.nl xs4all.nl telenet.be skynet.be
        bluewin.ch sunrise.ch hispeed.ch telia.com comhem.se online.no seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl
        mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua abv.bg
        qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com naver.com hanmail.net daum.net nate.com
        rediffmail.com bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz shaw.ca rogers.com sympatico.ca bell.net
        comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net
        btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk
        mailinator.com guerrillamail.com 10minutemail.com yopmail.com trashmail.com temp-mail.org sharklasers.com
        privaterelay.appleid.com users.noreply.github.com duck.com relay.firefox.com
        """);

    // Registries' and hosts' own: "co.uk" and "github.io" are nobody's domain, though "acme.co.uk" and "acme.github.io" are.
    private static readonly FrozenSet<string> Suffixes = Words(
        """
        co.uk org.uk ac.uk gov.uk me.uk ltd.uk plc.uk net.uk com.au net.au org.au edu.au gov.au co.nz org.nz net.nz govt.nz co.jp ne.jp or.jp
        ac.jp go.jp com.br net.br org.br gov.br co.in net.in org.in firm.in gov.in com.mx org.mx gob.mx com.ar com.co com.pe com.ve com.ec
        co.za org.za com.tr org.tr com.cn net.cn org.cn gov.cn com.hk com.tw com.sg com.my com.ph co.id or.id co.th in.th com.vn co.kr or.kr
        co.il org.il com.ua com.pl net.pl org.pl com.pt com.es org.es com.gr com.cy com.mt co.at or.at com.eg com.sa com.ng co.ke com.gh
        com.pk com.bd com.lk com.np eu.com uk.com us.com de.com br.com
        github.io gitlab.io herokuapp.com vercel.app netlify.app web.app firebaseapp.com pages.dev workers.dev azurewebsites.net
        cloudfront.net amazonaws.com onmicrosoft.com myshopify.com wixsite.com wordpress.com blogspot.com squarespace.com webflow.io
        """);

    /// <summary>Whether it is a mail provider's. Domains as <see cref="DomainName"/> writes them.</summary>
    public static bool IsMail(string domain) => Mail.Contains(domain);

    /// <summary>Whether domains of many owners lie below it.</summary>
    public static bool IsSuffix(string domain) => Suffixes.Contains(domain);

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

// An OpenID provider that signs in whoever the sign-in hints at. Usage: node provider.mjs REDIRECT_URI
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const accounts = {
  known: { email: 'known@example.com', email_verified: true },
  newcomer: { email: 'newcomer@example.org', email_verified: true, health_role: 'manager' },
  unverified: { email: 'victim@example.com', email_verified: false },
  climber: { email: 'climber@example.org', email_verified: true, health_role: 'admin' },
  gone: { email: 'gone@example.com', email_verified: true },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'mainstay', client_secret: 'a secret of tests', redirect_uris: [process.argv[2]], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['health_role'] },
    cookies: { keys: ['for tests only'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const { params } = await provider.interactionDetails(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
  });
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit());

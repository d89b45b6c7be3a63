import ky, { type Options } from "ky";

const api = ky.create({
	prefixUrl: "https://api.spotify.com",
	throwHttpErrors: false,
	hooks: {
		beforeRequest: [(request) => request.headers.set("X-App", "demo")],
	},
	headers: {
		Authorization: `Bearer ${process.env.SPOTIFY_ACCESS_TOKEN}`,
	},
});

export async function call(path: string, options?: Options) {
	const response = await api(path.slice(1), options);
	return { status: response.status, text: await response.text() };
}

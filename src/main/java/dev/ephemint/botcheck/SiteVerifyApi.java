package dev.ephemint.botcheck;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;

/**
 * What all providers share. The caller's address is not sent along: a browser may reach the provider by IPv6 and us by IPv4,
 * and an honest caller would fail.
 */
@Path("/siteverify")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
interface SiteVerifyApi {

    @POST
    Uni<Response> verify(@FormParam("secret") String secret, @FormParam("response") String token);
}

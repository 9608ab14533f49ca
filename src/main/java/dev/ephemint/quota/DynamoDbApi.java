package dev.ephemint.quota;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/** DynamoDB's one operation that counting needs; built in code, so that a function without quotas does not configure it. */
@Path("/")
@Consumes(DynamoDbApi.JSON)
@Produces(DynamoDbApi.JSON)
interface DynamoDbApi {

    String JSON = "application/x-amz-json-1.0";
    String TARGET = "x-amz-target";
    String UPDATE_ITEM = "DynamoDB_20120810.UpdateItem";

    @POST
    @ClientHeaderParam(name = TARGET, value = UPDATE_ITEM)
    Uni<Response> updateItem(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam("X-Amz-Content-Sha256") String digest,
            @HeaderParam("X-Amz-Date") String date,
            @HeaderParam("X-Amz-Security-Token") String token,
            byte[] request);
}
